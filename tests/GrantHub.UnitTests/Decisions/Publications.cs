using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;

namespace GrantHub.UnitTests.Decisions;

internal static class Publications
{
    public static readonly AuditPoint Audit = new(7, "a1b2c3");

    public static PublishedVersion Publish(this DecisionRecord record, DateTime at) =>
        record.Publish("Mo Officer", Templates.Pcc, Audit, at);
}
