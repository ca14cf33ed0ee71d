using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Infrastructure.Publication;

/// <summary>
/// A ledger in plain-text accounting form, as the programs ledger and hledger both read it: one transaction an entry.
/// Income stands below zero, as those programs show credits. The same data gives the same bytes.
/// </summary>
/// <param name="to">Stays open. Years are written to it one after the other, the earliest first.</param>
public sealed partial class LedgerJournal(Stream to) : IAsyncDisposable
{
    private const string Balance = "Assets:Balance";
    private const string BroughtForward = "Equity:Brought forward";
    private const string Settled = "Equity:Settled with partners";

    private readonly StreamWriter writer = new(to, new UTF8Encoding(false), leaveOpen: true)
    {
        NewLine = "\n",
    };
    private readonly Dictionary<string, object> taken = new(StringComparer.Ordinal);
    private Money balance;

    /// <param name="postings">Of one year, by entry.</param>
    public async Task WriteAsync(LedgerPostings postings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(postings);
        var budget = postings.Budget;
        await writer.WriteAsync(
            $"; {Text(postings.Partnership.Name)}, {budget.Year}\n".AsMemory(),
            cancellationToken
        );
        await OpenAsync(budget, cancellationToken);
        var accounts = budget.Lines.ToDictionary(
            line => line.Number,
            line =>
                (
                    Line: line,
                    Account: Account(budget, line),
                    YearEnd: $"{Settled}:{Name(line.Title)}"
                )
        );
        var entry = 0;
        var moved = Money.Zero;
        await foreach (var row in postings.Rows.WithCancellation(cancellationToken))
        {
            if (row.Entry != entry)
            {
                await FinishAsync(moved);
                (entry, moved) = (row.Entry, Money.Zero);
                await writer.WriteAsync(
                    $"\n{row.Date.Iso()} ({row.Entry}) {Words(row)}\n".AsMemory(),
                    cancellationToken
                );
            }
            var (line, account, yearEnd) = accounts[row.Line];
            var into = line.Kind == LineKind.Income ? row.Amount : -row.Amount;
            moved += into;
            await PostAsync(row.Kind == EntryKind.YearEnd ? yearEnd : account, -into);
        }
        await FinishAsync(moved);
        await writer.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    /// <summary>What is brought forward, as far as the years before do not give it already.</summary>
    private async Task OpenAsync(PartnershipBudget budget, CancellationToken cancellationToken)
    {
        var change = budget.Opening - balance;
        if (change == Money.Zero)
            return;
        await writer.WriteAsync(
            $"\n{budget.Year.Start.Iso()} Balance brought forward{(budget.IsOpeningEstimated ? " (estimated)" : "")}\n".AsMemory(),
            cancellationToken
        );
        await PostAsync(BroughtForward, -change);
        await FinishAsync(change);
    }

    /// <summary>The other side of an entry; a journal that moves no money has none.</summary>
    private async Task FinishAsync(Money moved)
    {
        balance += moved;
        if (moved != Money.Zero)
            await PostAsync(Balance, moved);
    }

    private Task PostAsync(string account, Money amount) =>
        writer.WriteAsync($"    {account}  {amount.ToPlainString()} GBP\n");

    /// <summary>The account of a line. Two lines never share one, and a line has the same in every year.</summary>
    private string Account(PartnershipBudget budget, BudgetLine line)
    {
        var parent = line.ParentNumber is { } number ? budget.LineOf(number).Title : null;
        var identity = (line.Kind, parent, line.Title, line.PartnerId);
        var path = parent is null ? Name(line.Title) : $"{Name(parent)}:{Name(line.Title)}";
        var wished = $"{(line.Kind == LineKind.Income ? "Income" : "Expenses")}:{path}";
        var account = wished;
        for (var i = 2; !taken.TryAdd(account, identity) && !taken[account].Equals(identity); i++)
            account = string.Create(CultureInfo.InvariantCulture, $"{wished}, {i}");
        return account;
    }

    private static string Words(LedgerRow row) =>
        Text(row.Reference.Length > 0 ? $"{row.Description} [{row.Reference}]" : row.Description);

    // A colon starts a sub-account.
    private static string Name(string title) => Text(title).Replace(':', '-');

    /// <summary>On one line, without what starts a comment or a note, or ends an account: two blanks, a tab, a semicolon, a bar.</summary>
    private static string Text(string text) =>
        Blanks().Replace(text, " ").Trim().Replace(';', ',').Replace('|', '/').Replace('"', '\'');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
