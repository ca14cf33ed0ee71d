using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>On PostgreSQL alone, because SQLite lets nobody else write while a command runs.</summary>
public sealed class SubmitRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : IClassFixture<App<PostgreSqlDatabase>>
{
    [DatabaseFact]
    public async Task Submit_WhileSomebodyEdits_SealsNothingThatWasNotChecked()
    {
        var address = await app.DraftAsync();
        var seen = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Version;
        var submit = new SubmitDecision(address, seen);
        await using var scope = await app.ScopeOf(Cast.Lead);
        var handler = scope.ServiceProvider.GetRequiredService<
            IRequestHandler<SubmitDecision, string>
        >();
        var transaction = scope
            .ServiceProvider.GetServices<IPipelineBehavior<SubmitDecision, string>>()
            .Last();
        var attempts = 0;

        var refused = await Assert.ThrowsAsync<DomainException>(() =>
            transaction.Handle(
                submit,
                default,
                async () =>
                {
                    var answer = await handler.Handle(submit, default);
                    if (++attempts == 1)
                        await app.EditAsync(
                            address,
                            "contractor",
                            new FieldsEntry(
                                new Dictionary<string, string?> { ["contractor"] = "Somebody" }
                            )
                        );
                    return answer;
                }
            )
        );

        Assert.Equal("submit.unseen", refused.Code);
        var record = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record;
        Assert.Equal(DecisionStatus.Draft, record.Status);
        Assert.Equal("Somebody", record.Content.Answer("contractor"));
    }
}
