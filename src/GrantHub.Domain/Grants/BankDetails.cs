using System.Globalization;

namespace GrantHub.Domain.Grants;

/// <summary>How somebody made sure that bank details are the recipient's own.</summary>
public enum BankVerification
{
    /// <summary>A call to a number known before, never one from the message that asks for the change.</summary>
    CallBack,

    /// <summary>A letter on the organisation's headed paper.</summary>
    Letter,

    /// <summary>A bank statement or paying-in slip seen in the original.</summary>
    BankDocument,

    /// <summary>An e-mail alone, which is never enough: anybody can have written it.</summary>
    EmailAlone,
}

/// <summary>Where an organisation is paid, as one person proposed and another confirmed or rejected.</summary>
/// <param name="SortCode">Six digits.</param>
/// <param name="AccountNumber">Eight digits.</param>
public sealed record BankDetails(
    string SortCode,
    string AccountNumber,
    string AccountName,
    BankVerification Verification,
    string VerificationNote,
    long ProposedById,
    string ProposedByName,
    DateTime ProposedAt,
    string? ConfirmedByName = null,
    DateTime? ConfirmedAt = null,
    string? RejectedByName = null,
    string? RejectReason = null,
    DateTime? RejectedAt = null
)
{
    public bool IsPending => ConfirmedAt is null && RejectedAt is null;

    /// <summary>"**-**-56, ****5678, Youth Trust": enough to tell accounts apart, too little to pay into.</summary>
    public string Masked() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"**-**-{SortCode[4..]}, ****{AccountNumber[4..]}, {AccountName}"
        );
}
