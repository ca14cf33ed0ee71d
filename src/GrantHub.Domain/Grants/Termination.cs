namespace GrantHub.Domain.Grants;

/// <summary>What happens to money that is not yet paid when a grant ends before its time.</summary>
public enum UnpaidChoice
{
    /// <summary>Nothing more is paid.</summary>
    Cancel,

    /// <summary>Up to an amount may still be paid.</summary>
    PayUpTo,
}

/// <summary>What happens to money that the recipient has not spent when a grant ends before its time.</summary>
public enum UnspentChoice
{
    Recover,
    LeaveWithRecipient,
}

/// <summary>What a person says when ending a grant; nothing may be left open.</summary>
/// <param name="PayUpTo">With <see cref="UnpaidChoice.PayUpTo"/>: the most that may be paid from now on.</param>
/// <param name="UnpaidNote">What happens to the unpaid, in words.</param>
/// <param name="UnspentNote">What happens to the unspent, in words.</param>
public sealed record TerminationTerms(
    DateOnly On,
    string Reason,
    UnpaidChoice? Unpaid,
    Money? PayUpTo,
    string UnpaidNote,
    UnspentChoice? Unspent,
    string UnspentNote
);

/// <summary>That a grant ended before its time.</summary>
/// <param name="PayUpTo">The most that may be paid from then on; £0.00 where the unpaid was cancelled.</param>
/// <param name="PaidBefore">What had been paid until then.</param>
public sealed record Termination(
    DateOnly On,
    string Reason,
    UnpaidChoice Unpaid,
    Money PayUpTo,
    string UnpaidNote,
    UnspentChoice Unspent,
    string UnspentNote,
    Money PaidBefore,
    long ById,
    string ByName,
    DateTime At
);
