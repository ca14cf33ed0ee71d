using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>
/// Keeps for a day what somebody typed into a form that could not be taken, because their session or the form had become
/// too old. Asked by the site itself, which has seen their cookie.
/// </summary>
/// <param name="Path">The address that the form was sent to.</param>
/// <param name="Fields">Names and values in the order of the form.</param>
[Requires(Permission.ReadRegister)]
[LeavesNoEntry("What was typed and not sent is nobody’s record, and is kept for a day.")]
public sealed record HoldForm(
    long PersonId,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Fields
) : ICommand<long>;

internal sealed class HoldFormHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<HoldForm, long>
{
    /// <summary>Of one person; whoever sends more has the oldest forgotten.</summary>
    private const int Most = 20;

    public async Task<long> Handle(HoldForm request, CancellationToken cancellationToken)
    {
        var now = clock.UtcInstant();
        var old = now - HeldForm.Kept;
        await db.HeldForms.Where(f => f.At < old).ExecuteDeleteAsync(cancellationToken);
        var surplus = await db
            .HeldForms.Where(f => f.PersonId == request.PersonId)
            .OrderByDescending(f => f.At)
            .ThenByDescending(f => f.Id)
            .Skip(Most - 1)
            .ToListAsync(cancellationToken);
        db.HeldForms.RemoveRange(surplus);
        var form = new HeldForm
        {
            PersonId = request.PersonId,
            Path = request.Path,
            Fields = JsonSerializer.Serialize(request.Fields.Select(f => new[] { f.Key, f.Value })),
            At = now,
        };
        db.HeldForms.Add(form);
        await db.SaveChangesAsync(cancellationToken);
        return form.Id;
    }
}
