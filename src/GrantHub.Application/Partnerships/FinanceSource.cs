using GrantHub.Application.Imports;
using GrantHub.Domain;

namespace GrantHub.Application.Partnerships;

/// <summary>A row of a file of the finance system.</summary>
/// <param name="Line">Where it starts in the file; the header is line 1.</param>
/// <param name="Code">By which the finance system knows the line of the budget; may be empty.</param>
/// <param name="Amount">As the file has it.</param>
public sealed record FinanceRow(
    int Line,
    DateOnly Date,
    string Reference,
    string Description,
    string Code,
    Money Amount
);

/// <summary>A file of the finance system, read a row at a time so that memory does not grow with it.</summary>
/// <param name="Name">To show; never a path.</param>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
/// <param name="Columns">What the file calls its columns of date, code and amount, for faults that only the ledger sees.</param>
/// <param name="IncomeIsNegative">Income is below zero and expenditure above, as finance systems show credits and debits; else amounts are as the lines count them.</param>
/// <param name="Read">Reads the file from its start, as often as it is called; rows at fault are left out and their faults added.</param>
public sealed record FinanceSource(
    string Name,
    string Sha256,
    FinanceColumnNames Columns,
    bool IncomeIsNegative,
    Func<List<ImportFault>, IEnumerable<FinanceRow>> Read
);

public sealed record FinanceColumnNames(string Date, string Code, string Amount);
