namespace GrantHub.Domain.Grants;

/// <summary>Who signed for one side of an agreement, and when.</summary>
public sealed record AgreementSignature(string Name, DateOnly On);

/// <summary>The agreement with one recipient. A successor signs its own.</summary>
/// <param name="Recipient">Null until the recipient has signed.</param>
/// <param name="Office">Null until the office has signed.</param>
/// <param name="File">The signed agreement, where it is kept.</param>
public sealed record GrantAgreement(
    long RecipientId,
    string RecipientName,
    DateOnly SentOn,
    AgreementSignature? Recipient = null,
    AgreementSignature? Office = null,
    StoredFile? File = null
)
{
    public bool IsSigned => Recipient is not null && Office is not null;
}
