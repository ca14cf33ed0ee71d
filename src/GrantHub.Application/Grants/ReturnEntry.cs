using FluentValidation;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using StoredFile = GrantHub.Domain.Grants.StoredFile;

namespace GrantHub.Application.Grants;

/// <summary>What somebody fills in to submit a return.</summary>
/// <param name="Spend">Spent in the year so far, from its first day.</param>
/// <param name="Kept">Of the submission that was sent back, the files to hand in again, by their place from 0.</param>
/// <param name="Added">Files that have been stored and checked before, so that no upload runs inside a transaction.</param>
public sealed record ReturnEntry(
    Money Spend,
    string Activity,
    string Outcomes,
    IReadOnlyList<int> Kept,
    IReadOnlyList<NewFile> Added
)
{
    /// <param name="latest">The submission whose files can be handed in again; null: none.</param>
    internal ReturnReport Report(ReturnSubmission? latest, DateTime at)
    {
        var earlier = latest?.Report.Files ?? [];
        return new ReturnReport(
            Spend,
            Activity,
            Outcomes,
            [
                .. earlier.Where((_, place) => Kept.Contains(place)),
                .. Added.Select(file => new StoredFile(
                    AppendixName.Clean(file.Name),
                    file.File.Kind,
                    file.File.ContentType,
                    file.File.Size,
                    file.File.Sha256Hex,
                    file.File.StorageKey,
                    at
                )),
            ]
        );
    }
}

/// <param name="Name">As the person's browser gave it.</param>
public sealed record NewFile(string Name, Files.StoredFile File);

internal sealed class ReturnEntryValidator : AbstractValidator<ReturnEntry>
{
    public ReturnEntryValidator()
    {
        RuleFor(r => r.Activity).GrantText();
        RuleFor(r => r.Outcomes).GrantText();
        RuleFor(r => r.Added)
            .Must((entry, added) => added.Count + entry.Kept.Count <= GrantLimits.Files)
            .WithMessage(
                $"A return can have at most {GrantLimits.Files} files. Put several into one."
            );
    }
}
