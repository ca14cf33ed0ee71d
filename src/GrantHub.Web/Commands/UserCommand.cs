using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Web.Commands;

/// <summary>People who sign in, for the first administrator and for lock-outs.</summary>
internal static class UserCommand
{
    private static readonly Dictionary<string, Role> RoleNames = Roles.All.ToDictionary(
        role => role.Title().ToLowerInvariant().Replace(' ', '-'),
        role => role
    );

    private static readonly Option<bool> PasswordFromInput = new("--password-stdin")
    {
        Description = "Read the password from standard input; else one is made and printed once.",
    };

    public static Command Create()
    {
        var command = new Command("user", "Add and change the people who sign in.");
        command.Subcommands.Add(Add());
        command.Subcommands.Add(GiveRoles());
        command.Subcommands.Add(Password());
        command.Subcommands.Add(
            OnPerson("disable", "Stop a person from signing in.", id => new DisablePerson(id))
        );
        command.Subcommands.Add(
            OnPerson("enable", "Let a disabled person sign in again.", id => new EnablePerson(id))
        );
        command.Subcommands.Add(
            OnPerson(
                "unlock",
                "Lift a lock-out after too many wrong passwords.",
                id => new UnlockPerson(id)
            )
        );
        command.Subcommands.Add(SecondFactor());
        return command;
    }

    private static Command SecondFactor()
    {
        var email = Email();
        var remove = new Option<bool>("--remove")
        {
            Description =
                "Take away the authenticator app, the recovery codes and every passkey, because they are lost.",
        };
        var command = new Command("second-factor", "Take away a person's lost second factor.")
        {
            email,
            remove,
        };
        // A switch counts as given when it is not, so that Required would ask for nothing.
        command.Validators.Add(given =>
        {
            if (!given.GetValue(remove))
                given.AddError("Say --remove: nothing else can be done with a second factor here.");
        });
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var id = await scope.Ask(
                    new FindPerson(parsed.GetRequiredValue(email)),
                    cancellationToken
                );
                await scope.Ask(new TakeAwaySecondFactor(id), cancellationToken);
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Add()
    {
        var email = Email();
        var name = new Option<string>("--name")
        {
            Description = "The person's name, as it stands beside their signature.",
            Required = true,
        };
        var roles = new Option<Role>("--role")
        {
            Description = RolesHelp,
            Required = true,
            CustomParser = ReadRoles,
        };
        var command = new Command("add", "Let somebody sign in.")
        {
            email,
            name,
            roles,
            PasswordFromInput,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var password = await PasswordAsync(parsed, cancellationToken);
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                await scope.Ask(
                    new AddPerson(
                        parsed.GetRequiredValue(name),
                        parsed.GetRequiredValue(email),
                        Post: null,
                        Telephone: null,
                        parsed.GetRequiredValue(roles),
                        password
                    ),
                    cancellationToken
                );
                PrintIfMade(parsed, password);
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command GiveRoles()
    {
        var email = Email();
        var roles = new Argument<Role>("ROLE")
        {
            Description = RolesHelp,
            CustomParser = ReadRoles,
        };
        var command = new Command("role", "Set which roles a person holds.") { email, roles };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var id = await scope.Ask(
                    new FindPerson(parsed.GetRequiredValue(email)),
                    cancellationToken
                );
                await scope.Ask(
                    new GiveRoles(id, Seen: null, parsed.GetRequiredValue(roles)),
                    cancellationToken
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Password()
    {
        var email = Email();
        var command = new Command(
            "password",
            "Set a password that the person has to change when they next sign in."
        )
        {
            email,
            PasswordFromInput,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var password = await PasswordAsync(parsed, cancellationToken);
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var id = await scope.Ask(
                    new FindPerson(parsed.GetRequiredValue(email)),
                    cancellationToken
                );
                await scope.Ask(new ResetPassword(id, password), cancellationToken);
                PrintIfMade(parsed, password);
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command OnPerson(string name, string help, Func<long, IRequest<Unit>> request)
    {
        var email = Email();
        var command = new Command(name, help) { email };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var id = await scope.Ask(
                    new FindPerson(parsed.GetRequiredValue(email)),
                    cancellationToken
                );
                await scope.Ask(request(id), cancellationToken);
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static string RolesHelp =>
        $"One or several with commas between: {string.Join(", ", RoleNames.Keys)}.";

    private static Argument<string> Email() =>
        new("EMAIL") { Description = "The e-mail address to sign in with." };

    private static Role ReadRoles(ArgumentResult result)
    {
        var roles = Role.None;
        foreach (
            var name in result
                .Tokens.SelectMany(token => token.Value.Split(','))
                .Select(name => name.Trim())
        )
            if (RoleNames.TryGetValue(name, out var role))
                roles |= role;
            else
            {
                result.AddError($"There is no role \"{name}\". {RolesHelp}");
                return Role.None;
            }
        return roles;
    }

    private static async Task<string> PasswordAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    ) =>
        parsed.GetValue(PasswordFromInput)
            ? await Console.In.ReadLineAsync(cancellationToken) ?? ""
            : Made();

    private static void PrintIfMade(ParseResult parsed, string password)
    {
        if (!parsed.GetValue(PasswordFromInput))
            Console.WriteLine(password);
    }

    /// <summary>Twenty letters and digits that are not taken for each other when read out: about 98 bits.</summary>
    private static string Made() =>
        string.Join(
            '-',
            RandomNumberGenerator
                .GetItems<char>("abcdefghjkmnpqrstuvwxyz23456789", 20)
                .Chunk(5)
                .Select(group => new string(group))
        );
}
