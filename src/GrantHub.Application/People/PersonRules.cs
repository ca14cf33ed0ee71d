using FluentValidation;
using GrantHub.Domain.People;

namespace GrantHub.Application.People;

/// <summary>The shape of a person's details, the same wherever they are entered. Lengths are the database's.</summary>
internal static class PersonRules
{
    private const int Name = 200;
    private const int Post = 200;
    private const int Telephone = 60;
    private const int Email = 256;

    /// <summary>Longer ones cost time to hash and help nobody.</summary>
    private const int Password = 200;
    private const int Passkey = 100;

    private static readonly Role Every = Roles.All.Aggregate((all, role) => all | role);

    public static void PersonName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty()
            .WithMessage("Enter the person's name.")
            .MaximumLength(Name)
            .WithMessage($"The name can have at most {Name} characters.");

    public static void PersonEmail<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsEmail)
            .WithMessage("Enter an e-mail address in the form name@example.org.")
            .MaximumLength(Email)
            .WithMessage($"The e-mail address can have at most {Email} characters.");

    public static void PersonPost<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(Post).WithMessage($"The post can have at most {Post} characters.");

    public static void PersonTelephone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(Telephone)
            .WithMessage($"The telephone number can have at most {Telephone} characters.");

    public static void NewPassword<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty()
            .WithMessage("Enter a password of at least 12 characters.")
            .MaximumLength(Password)
            .WithMessage($"The password can have at most {Password} characters.");

    public static void PasskeyName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty()
            .WithMessage("Enter a name for the passkey, such as the device that it is on.")
            .MaximumLength(Passkey)
            .WithMessage($"The name can have at most {Passkey} characters.");

    public static void KnownRoles<T>(this IRuleBuilder<T, Role> rule) =>
        rule.Must(roles => (roles & ~Every) == Role.None)
            .WithMessage("Choose roles from the list only.");

    private static bool IsEmail(string? text)
    {
        var email = (text ?? "").Trim();
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == email.LastIndexOf('@')
            && at < email.Length - 1
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }
}
