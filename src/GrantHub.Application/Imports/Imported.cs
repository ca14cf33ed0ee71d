namespace GrantHub.Application.Imports;

/// <summary>What came of taking over a file.</summary>
/// <param name="New">How many lines were new; with a dry run, how many would have been.</param>
/// <param name="Skipped">How many were there already.</param>
/// <param name="Faults">In the file's order; when there are any, nothing was imported.</param>
public sealed record Imported(int New, int Skipped, IReadOnlyList<ImportFault> Faults);
