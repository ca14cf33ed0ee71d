using GrantHub.Domain.Audit;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Features.Grants;

/// <summary>How an organisation reads.</summary>
internal static class OrganisationWords
{
    public static string Title(this BankVerification verification) =>
        verification switch
        {
            BankVerification.CallBack => "A call to a number known before",
            BankVerification.Letter => "A letter on headed paper",
            BankVerification.BankDocument =>
                "A bank statement or paying-in slip, seen in the original",
            BankVerification.EmailAlone => "An e-mail alone",
        };

    /// <summary>An entry of the audit trail as a heading of the history.</summary>
    public static string What(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.What switch
        {
            "OrganisationAdded" => "Organisation added",
            "OrganisationChanged" => "Details changed",
            "ContactAdded" => "Contact added",
            "ContactChanged" => "Contact changed",
            "MainContactChanged" => "Main contact changed",
            "ContactRemoved" => "Contact removed",
            "BankDetailsProposed" => "Bank details proposed",
            "BankDetailsConfirmed" => "Bank details confirmed",
            "BankDetailsRejected" => "Bank details rejected",
            var other => other,
        };
    }
}
