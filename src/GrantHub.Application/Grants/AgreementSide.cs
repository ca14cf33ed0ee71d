namespace GrantHub.Application.Grants;

/// <summary>Who signs a grant agreement.</summary>
public enum AgreementSide
{
    Recipient,
    Office,
}
