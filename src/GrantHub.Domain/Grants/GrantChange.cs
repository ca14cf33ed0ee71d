using GrantHub.Domain.Decisions;

namespace GrantHub.Domain.Grants;

/// <summary>A decision that made or changed a grant.</summary>
public sealed class GrantChange
{
    private GrantChange() { }

    internal GrantChange(DecisionRecord decision, RelationKind? kind)
    {
        DecisionId = decision.Id;
        Reference = decision.Reference!;
        DecisionSlug = decision.Slug!;
        Kind = kind;
        DecidedOn = decision.DecidedOn!.Value;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public long DecisionId { get; private set; }
    public string Reference { get; private set; } = "";

    /// <summary>The decision's reference as its address writes it.</summary>
    public string DecisionSlug { get; private set; } = "";

    /// <summary>Null for the decision that made the grant.</summary>
    public RelationKind? Kind { get; private set; }
    public DateOnly DecidedOn { get; private set; }
}
