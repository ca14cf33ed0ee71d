using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Forgets a form that was held, because it is sent now or not wanted any more.</summary>
/// <returns>The address that it goes to.</returns>
[Requires(Permission.SignedIn)]
[LeavesNoEntry("What was typed and not sent is nobody’s record, and is kept for a day.")]
public sealed record ForgetHeldForm(long Id) : ICommand<string>;

internal sealed class ForgetHeldFormHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ForgetHeldForm, string>
{
    public async Task<string> Handle(ForgetHeldForm request, CancellationToken cancellationToken)
    {
        var form = await db.HeldForms.KeptAsync(request.Id, user, clock, cancellationToken);
        db.HeldForms.Remove(form);
        return form.Path;
    }
}
