using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;

namespace GrantHub.Application.Reminders;

/// <summary>When and to whom reminders go, for every kind of work: one SQL command.</summary>
[Requires(Permission.ManageReminders)]
public sealed record ReadPolicies : IQuery<IReadOnlyList<PolicyDetails>>;

/// <param name="Version">Empty while nobody has changed the policy.</param>
/// <param name="IsDefault">It says what GrantHub says where nobody has decided otherwise.</param>
public sealed record PolicyDetails(
    WorkKind Kind,
    Guid Version,
    bool IsOn,
    ReminderRule Rule,
    bool IsDefault
);

internal sealed class ReadPoliciesHandler(IGrantHubDb db)
    : IRequestHandler<ReadPolicies, IReadOnlyList<PolicyDetails>>
{
    public async Task<IReadOnlyList<PolicyDetails>> Handle(
        ReadPolicies request,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ReminderPolicies.AllAsync(db, cancellationToken)).Select(
                policy => new PolicyDetails(
                    policy.Kind,
                    policy.Version,
                    policy.IsOn,
                    policy.Rule,
                    policy.Words() == ReminderPolicy.Default(policy.Kind).Words()
                )
            ),
        ];
}
