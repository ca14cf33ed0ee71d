using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>The grant agreement: sent, signed by both, before any payment.</summary>
public sealed partial class Grant
{
    /// <summary>One for each recipient the grant has had, in order.</summary>
    public IReadOnlyList<GrantAgreement> Agreements { get; private set; } = [];

    /// <summary>The agreement with the present recipient; null until it is sent.</summary>
    public GrantAgreement? Agreement =>
        Agreements.LastOrDefault(agreement => agreement.RecipientId == RecipientId);

    public bool IsAgreementSigned => Agreement is { IsSigned: true };

    /// <summary>The day on which the present recipient's agreement had both signatures; null while it has not. For lists.</summary>
    public DateOnly? AgreedOn { get; private set; }

    /// <summary>Records that the agreement went to the recipient; sending it again takes the earlier date's place.</summary>
    public void SendAgreement(DateOnly sentOn, DateOnly today)
    {
        if (sentOn > today)
            throw new DomainException(
                "agreement.future",
                "The agreement cannot have been sent on a later day than today."
            );
        var before = Agreement?.SentOn.InWords();
        if (Agreement is { } earlier)
        {
            if (earlier.Recipient is not null || earlier.Office is not null)
                throw DomainException.Conflict(
                    "agreement.signed",
                    $"The agreement sent on {earlier.SentOn.InWords()} has been signed already, so it cannot be sent again."
                );
            Keep(earlier with { SentOn = sentOn });
        }
        else
            Agreements = [.. Agreements, new GrantAgreement(RecipientId, RecipientName, sentOn)];
        Happened(
            new Happening(
                "AgreementSent",
                Before: before,
                After: $"Sent to {RecipientName} on {sentOn.InWords()}"
            )
        );
    }

    /// <param name="name">Who signed for the recipient.</param>
    public void RecipientSigned(string name, DateOnly on, DateOnly today)
    {
        var agreement = Signable(on, today);
        if (agreement.Recipient is { } earlier)
            throw AlreadySigned(earlier);
        var signature = new AgreementSignature(SignatoryOf(name), on);
        Keep(agreement with { Recipient = signature });
        Happened(
            new Happening(
                "AgreementSignedByRecipient",
                After: $"{signature.Name} for {RecipientName} on {on.InWords()}"
            )
        );
    }

    /// <param name="name">Who signed for the office.</param>
    public void OfficeSigned(string name, DateOnly on, DateOnly today)
    {
        var agreement = Signable(on, today);
        if (agreement.Office is { } earlier)
            throw AlreadySigned(earlier);
        var signature = new AgreementSignature(SignatoryOf(name), on);
        Keep(agreement with { Office = signature });
        Happened(
            new Happening(
                "AgreementSignedByOffice",
                After: $"{signature.Name} for the office on {on.InWords()}"
            )
        );
    }

    /// <summary>Keeps the agreement's file with it; a later file takes the place of an earlier one.</summary>
    public void AttachAgreement(StoredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var agreement = Agreement ?? throw NotSent();
        Keep(agreement with { File = file });
        Happened(new Happening("AgreementFiled", Before: agreement.File?.Name, After: file.Name));
    }

    private GrantAgreement Signable(DateOnly on, DateOnly today)
    {
        var agreement = Agreement ?? throw NotSent();
        if (on < agreement.SentOn)
            throw new DomainException(
                "agreement.before-sent",
                $"The agreement was sent on {agreement.SentOn.InWords()}, so it cannot have been signed on {on.InWords()}. Check the two dates."
            );
        if (on > today)
            throw new DomainException(
                "agreement.future",
                "The agreement cannot have been signed on a later day than today."
            );
        return agreement;
    }

    private static string SignatoryOf(string name) =>
        PastedText.Required(name, "agreement.name", "Enter the name of the person who signed.");

    private static DomainException NotSent() =>
        new("agreement.not-sent", "Enter first when the agreement was sent to the recipient.");

    private static DomainException AlreadySigned(AgreementSignature earlier) =>
        DomainException.Conflict(
            "agreement.twice",
            $"{earlier.Name} signed on {earlier.On.InWords()} already."
        );

    private void Keep(GrantAgreement changed)
    {
        var current = Agreement;
        Agreements =
        [
            .. Agreements.Select(agreement =>
                ReferenceEquals(agreement, current) ? changed : agreement
            ),
        ];
        AgreedOn = SignedOn(changed);
    }

    private static DateOnly? SignedOn(GrantAgreement agreement) =>
        agreement is { Recipient: { } recipient, Office: { } office }
            ? (recipient.On > office.On ? recipient.On : office.On)
            : null;

    private void GuardAgreement()
    {
        if (!IsAgreementSigned)
            throw new DomainException(
                "payment.no-agreement",
                $"The grant agreement with {RecipientName} has not been signed by both, so nothing can be authorised or paid. Record both signatures first."
            );
    }
}
