using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.IntegrationTests.Decisions;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>Brings the grant of the real case to where a test begins, through the use cases. Today is 19 May 2017.</summary>
internal static class Running
{
    public static readonly FinancialYear First = new(2017);
    public static readonly FinancialYear Second = new(2018);
    public static readonly DateOnly Today = new(2017, 5, 19);

    /// <summary>£16,683.00.</summary>
    public static readonly Money Yearly = new(1_668_300);

    /// <summary>A grant whose agreement both have signed.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> AgreedAsync(this AppFixture app, string title)
    {
        var (_, grant) = await app.ApprovedAsync(title);
        await app.SendAs(Cast.Lead, new SendAgreement(grant, Today));
        foreach (var side in Enum.GetValues<AgreementSide>())
            await app.SendAs(Cast.Lead, new SignAgreement(grant, side, "Chris Chair", Today));
        return grant;
    }

    /// <returns>The payment's number.</returns>
    public static async Task<int> PlannedAsync(
        this AppFixture app,
        string grant,
        Money amount,
        FinancialYear? year = null
    )
    {
        var seen = (await app.GrantAsync(grant)).LastInstalment;
        await app.SendAs(
            Cast.Lead,
            new PlanPayment(grant, seen, year ?? First, amount, Today.AddDays(seen))
        );
        return seen + 1;
    }

    public static async Task<int> RequestedAsync(this AppFixture app, string grant, Money amount)
    {
        var number = await app.PlannedAsync(grant, amount);
        await app.SendAs(Cast.Lead, new RequestPayment(grant, number));
        return number;
    }

    public static async Task<int> AuthorisedAsync(this AppFixture app, string grant, Money amount)
    {
        var number = await app.RequestedAsync(grant, amount);
        await app.SendAs(Cast.Payments, new AuthorisePayment(grant, number));
        return number;
    }

    public static async Task<int> PaidAsync(this AppFixture app, string grant, Money amount)
    {
        var number = await app.AuthorisedAsync(grant, amount);
        await app.SendAs(Cast.Payments, new RecordPayment(grant, number, Today, $"BACS {number}"));
        return number;
    }

    public static async Task<Grant> GrantAsync(this AppFixture app, string grant) =>
        (await app.SendAsOperator(new ReadGrant(grant))).Grant;

    /// <summary>Posts a form that is refused with status 422 and this sentence.</summary>
    public static async Task AssertRefusedAsync(
        this PageClient page,
        string path,
        string sentence,
        params (string Name, string Value)[] fields
    )
    {
        using var response = await page.PostFormAsync(path, fields);
        var text = await PageClient.TextAsync(response);
        Assert.True(
            response.StatusCode == HttpStatusCode.UnprocessableEntity,
            $"{path} answered {(int)response.StatusCode}: {text}"
        );
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("<title>Error: ", text, StringComparison.Ordinal);
    }

    /// <summary>Posts a form that goes through, and reads the page that follows.</summary>
    public static async Task<string> PostedAsync(
        this PageClient page,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var response = await page.PostFormAsync(path, fields);
        Assert.True(
            response.StatusCode == HttpStatusCode.Redirect,
            $"{path} answered {(int)response.StatusCode}: {await PageClient.TextAsync(response)}"
        );
        return await page.ReadAsync(response.Headers.Location!.OriginalString.Split('#')[0]);
    }

    public static (string, string)[] Day(string name, DateOnly day) =>
        [
            ($"{name}.Day", $"{day.Day}"),
            ($"{name}.Month", $"{day.Month}"),
            ($"{name}.Year", $"{day.Year}"),
        ];

    /// <summary>Adds somebody who leads grants and authorises payments.</summary>
    /// <returns>Their e-mail address.</returns>
    public static async Task<string> BothAsync(this AppFixture app, Money? limit)
    {
        var email = $"both-{Guid.NewGuid():N}@example.org";
        await app.Look(async db =>
        {
            var person = Person.Add(
                "Bo Thorne",
                email,
                null,
                null,
                Role.LeadOfficer | Role.PaymentAuthoriser
            );
            person.LimitPayments(limit);
            db.People.Add(person);
            await db.SaveChangesAsync();
            db.Users.Add(
                new SignIn
                {
                    Id = person.Id,
                    UserName = email,
                    NormalizedUserName = email.ToUpperInvariant(),
                    Email = email,
                    NormalizedEmail = email.ToUpperInvariant(),
                    SecurityStamp = email,
                    LockoutEnabled = true,
                }
            );
            return await db.SaveChangesAsync();
        });
        return email;
    }
}
