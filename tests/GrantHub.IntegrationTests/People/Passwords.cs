using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.People;

/// <summary>People who sign in with a password, each of a test's own.</summary>
internal static class Passwords
{
    public const string Temporary = "temporary horse battery";
    public const string Own = "correct horse battery";

    /// <summary>Adds somebody whose password is <see cref="Own"/>, or <see cref="Temporary"/> and to be changed.</summary>
    public static async Task<long> AddAsync(
        this AppFixture app,
        string email,
        Role roles = Role.LeadOfficer,
        bool temporary = false
    )
    {
        var id = await app.SendAsOperator(
            new AddPerson($"Test {email}", email, null, null, roles, Temporary)
        );
        if (!temporary)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<ISignIns>()
                .SetPasswordAsync(id, Own, default);
        }
        return id;
    }

    public static Task<HttpResponseMessage> SignInAsync(
        this PageClient page,
        string email,
        string password,
        string path = "/sign-in"
    ) => page.PostFormAsync(path, [("Email", email), ("Password", password)], "/sign-in");
}
