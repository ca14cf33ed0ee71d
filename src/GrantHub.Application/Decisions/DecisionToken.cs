using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>
/// The start of a word of a record's reference, title or recipient. A search looks a token up exactly and walks the
/// records newest first, so that its cost does not grow with the table.
/// </summary>
public sealed class DecisionToken
{
    public string Token { get; init; } = "";
    public long DecisionId { get; init; }
    public DecisionRecord? Decision { get; init; }
}
