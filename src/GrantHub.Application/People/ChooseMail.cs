using FluentValidation;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Says how one wants to get one's own e-mail.</summary>
/// <param name="Seen">The version that the form showed.</param>
/// <param name="Wanted">What the person wants to be told of at the moment it happens.</param>
[Requires(Permission.SignedIn)]
public sealed record ChooseMail(Guid? Seen, bool DailyDigest, Moment Wanted) : ICommand<Unit>;

internal sealed class ChooseMailValidator : AbstractValidator<ChooseMail>
{
    public ChooseMailValidator() =>
        RuleFor(r => r.Wanted)
            .Must(wanted => (wanted & ~MomentSets.Every) == Moment.None)
            .WithMessage("Choose from the list only.");
}

internal sealed class ChooseMailHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ChooseMail, Unit>
{
    public async Task<Unit> Handle(ChooseMail request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        var muted = MomentSets.Every & ~request.Wanted;
        person.RefuseStale(
            request.Seen,
            Person.MailWords(person.DailyDigest, person.Muted),
            Person.MailWords(request.DailyDigest, muted)
        );
        person.ChooseMail(request.DailyDigest, muted);
        return Unit.Value;
    }
}

internal static class MomentSets
{
    public static Moment Every { get; } = Moments.All.Aggregate((all, one) => all | one);
}
