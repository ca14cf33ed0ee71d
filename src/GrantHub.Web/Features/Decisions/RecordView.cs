using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Decisions;

/// <summary>A record and what the reader may do with it.</summary>
/// <param name="TurnNote">Why the reader, who holds the role whose turn it is or has signed, cannot act; else null.</param>
public sealed record RecordView(
    DecisionPage Page,
    bool MaySign,
    string? TurnNote,
    bool MayWithdraw,
    bool MayRaiseLater,
    bool MayPublish,
    bool MaySeeGrants
)
{
    public DecisionRecord Record => Page.Record;
    public string Href => $"/decisions/{Record.Address()}";

    public static RecordView For(DecisionPage page, ICurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(page);
        var record = page.Record;
        var me = user.Must();
        var concerned =
            record.AwaitingRole is { } role
            && (
                me.In(role) is not null
                || record.LiveSignatures.Any(signature => signature.PersonId == me.PersonId)
            );
        return new(
            page,
            record.IsSealed && page.WhyNotSign is null,
            concerned ? page.WhyNotSign : null,
            record is { Outcome: null, WithdrawnAt: null }
                && record.MayEdit(me)
                && user.May(Permission.RaiseDecisions),
            record.Outcome is not null && user.May(Permission.RaiseDecisions),
            record is { Outcome: not null, PublishedAt: null }
                && user.May(Permission.PublishDecisions),
            user.May(Permission.ReadGrants)
        );
    }
}

/// <summary>The head of every page of a record.</summary>
/// <param name="Current">Record, Documents or History.</param>
public sealed record RecordHeader(DecisionRecord Record, string Current);
