namespace GrantHub.Domain.Reminders;

/// <summary>
/// What people have to do, one kind for each thing. My work groups by it and each kind has its own reminder policy.
/// </summary>
public enum WorkKind
{
    /// <summary>Decision records that the person can sign or decide now.</summary>
    WaitingForMe,

    /// <summary>Decision records that an officer sent back to the person.</summary>
    ReturnedToMe,

    /// <summary>Annual reviews that wait for the person's signature.</summary>
    ReviewsToSign,

    /// <summary>Year-end closes that wait for the chief finance officer.</summary>
    ClosesToCountersign,

    /// <summary>Annual reviews that are open or overdue, of grants that the person leads.</summary>
    ReviewsToDo,

    /// <summary>Returns that the person's own organisation owes.</summary>
    ReturnsOwed,

    /// <summary>Returns past their day, of grants that the person leads.</summary>
    ReturnsToChase,

    /// <summary>Submitted returns of grants that the person leads.</summary>
    ReturnsToAccept,

    /// <summary>Agreements without both signatures, of grants that the person leads.</summary>
    AgreementsToSign,

    /// <summary>Planned payments of grants that the person leads, to be requested.</summary>
    PaymentsToRequest,

    /// <summary>Requested payments that the person may authorise.</summary>
    PaymentsToAuthorise,

    /// <summary>Authorised payments that are to be made and recorded.</summary>
    PaymentsToMake,

    /// <summary>Grants that end and are not settled, which the person leads.</summary>
    GrantsEnding,

    /// <summary>Partners' contributions that were invoiced and are late.</summary>
    ContributionsOverdue,

    /// <summary>Instalments of contributions that are to be invoiced.</summary>
    InvoicesToSend,

    /// <summary>Memoranda of understanding that are to be looked at again.</summary>
    MemorandaToReview,

    /// <summary>Decided records that are neither published nor withheld.</summary>
    NotYetPublished,

    /// <summary>The person's own drafts. They have no policy: nobody else waits for them.</summary>
    MyDrafts,
}

public static class WorkKinds
{
    /// <summary>Those that people are reminded of, in the order in which pages list them.</summary>
    public static IReadOnlyList<WorkKind> Reminded { get; } =
    [.. Enum.GetValues<WorkKind>().Where(kind => kind != WorkKind.MyDrafts)];

    /// <summary>
    /// The work has a day by which it is due. The other kinds wait for somebody: their day is the one on which it came
    /// to them, so they are reminded of only from then on.
    /// </summary>
    public static bool HasDueDate(this WorkKind kind) =>
        kind switch
        {
            WorkKind.ReviewsToDo
            or WorkKind.ReturnsOwed
            or WorkKind.ReturnsToChase
            or WorkKind.PaymentsToRequest
            or WorkKind.PaymentsToAuthorise
            or WorkKind.PaymentsToMake
            or WorkKind.GrantsEnding
            or WorkKind.ContributionsOverdue
            or WorkKind.InvoicesToSend
            or WorkKind.MemorandaToReview => true,
            WorkKind.WaitingForMe
            or WorkKind.ReturnedToMe
            or WorkKind.ReviewsToSign
            or WorkKind.ClosesToCountersign
            or WorkKind.ReturnsToAccept
            or WorkKind.AgreementsToSign
            or WorkKind.NotYetPublished
            or WorkKind.MyDrafts => false,
        };

    /// <summary>So many days before it is due the work is in My work; 0: from that day on.</summary>
    public static int DaysAhead(this WorkKind kind) =>
        kind switch
        {
            WorkKind.ReviewsToDo or WorkKind.ReturnsOwed or WorkKind.GrantsEnding => 60,
            WorkKind.MemorandaToReview => 60,
            WorkKind.PaymentsToRequest
            or WorkKind.PaymentsToAuthorise
            or WorkKind.PaymentsToMake
            or WorkKind.InvoicesToSend => 30,
            _ => 0,
        };
}
