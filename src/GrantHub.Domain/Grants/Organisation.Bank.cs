using System.Text.RegularExpressions;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>
/// Where the organisation is paid. A change is proposed by one person and confirmed by another, because a forged e-mail
/// that asks for new bank details is the commonest fraud against those who pay grants.
/// </summary>
public sealed partial class Organisation
{
    /// <summary>Every proposal, in order of time; the account numbers are for those who pay only.</summary>
    public IReadOnlyList<BankDetails> BankHistory { get; private set; } = [];

    /// <summary>Where the organisation is paid now; null until details are confirmed.</summary>
    public BankDetails? Bank => BankHistory.LastOrDefault(bank => bank.ConfirmedAt is not null);

    /// <summary>A change that waits for a second person; null when there is none.</summary>
    public BankDetails? PendingBank => BankHistory.LastOrDefault(bank => bank.IsPending);

    /// <summary>Proposes where the organisation is to be paid. Blanks and hyphens in the numbers do not count.</summary>
    /// <param name="note">Who was called or what was seen, and when.</param>
    public void ProposeBankDetails(
        string sortCode,
        string accountNumber,
        string accountName,
        BankVerification verification,
        string note,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        if (PendingBank is { } pending)
            throw DomainException.Conflict(
                "bank.pending",
                $"{pending.ProposedByName} has proposed other bank details, which wait for a second person. Confirm or reject them first."
            );
        if (verification == BankVerification.EmailAlone)
            throw new DomainException(
                "bank.email",
                "Bank details are never changed on an e-mail alone. Call the organisation on a number you had before, or ask for a letter."
            );
        var proposed = new BankDetails(
            Digits(sortCode, SixDigits(), "bank.sort-code", "Enter a sort code of 6 digits."),
            Digits(
                accountNumber,
                EightDigits(),
                "bank.account-number",
                "Enter an account number of 8 digits; put zeros in front of a shorter one."
            ),
            PastedText.Required(accountName, "bank.account-name", "Enter the name on the account."),
            verification,
            PastedText.Required(
                note,
                "bank.note",
                "Say whom you called or what you saw, and when."
            ),
            by.PersonId,
            by.Name,
            at
        );
        BankHistory = [.. BankHistory, proposed];
        Happened(
            new Happening(
                "BankDetailsProposed",
                Why: proposed.VerificationNote,
                Before: Bank?.Masked(),
                After: proposed.Masked()
            )
        );
    }

    /// <summary>A second person, who made sure as well, puts the proposed details into force.</summary>
    public void ConfirmBankDetails(Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var pending = Pending();
        if (pending.ProposedById == by.PersonId)
            throw new DomainException(
                "bank.own",
                "You proposed these bank details, so somebody else has to confirm them."
            );
        var before = Bank?.Masked();
        Keep(pending with { ConfirmedByName = by.Name, ConfirmedAt = at });
        Happened(new Happening("BankDetailsConfirmed", Before: before, After: pending.Masked()));
    }

    public void RejectBankDetails(string reason, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var pending = Pending();
        var why = PastedText.Required(
            reason,
            "bank.reject-reason",
            "Say why the bank details are rejected."
        );
        Keep(pending with { RejectedByName = by.Name, RejectReason = why, RejectedAt = at });
        Happened(new Happening("BankDetailsRejected", Why: why, Before: pending.Masked()));
    }

    private BankDetails Pending() =>
        PendingBank
        ?? throw DomainException.Conflict(
            "bank.none",
            "No bank details wait to be confirmed. Somebody has confirmed or rejected them already."
        );

    private void Keep(BankDetails settled) =>
        BankHistory = [.. BankHistory.Select(bank => bank.IsPending ? settled : bank)];

    private static string Digits(string? typed, Regex form, string code, string sentence)
    {
        var digits = string.Concat(
            (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–'))
        );
        return form.IsMatch(digits) ? digits : throw new DomainException(code, sentence);
    }

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex EightDigits();
}
