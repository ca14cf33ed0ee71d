using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using MediatR;
using Microsoft.AspNetCore.Http;
using Moq;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>A file goes only with a command that was surely refused.</summary>
public sealed class AppendixControllerTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private readonly Mock<IMediator> mediator = new();
    private readonly Mock<IAppendixStore> store = new();

    public static TheoryData<Exception, int> Failures =>
        new()
        {
            { DomainException.Conflict("decision.sealed", "It is sealed."), 1 },
            { new OperationCanceledException(), 1 },
            // The database can fail after it has committed, such as when the answer gets lost.
            { new InvalidOperationException("The connection was lost."), 0 },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Attach_ThatFails_DeletesTheFileOnlyWhenNothingWasSaved(
        Exception failure,
        int deleted
    )
    {
        mediator
            .Setup(m => m.Send(It.IsAny<ReadDecision>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Draft());
        mediator
            .Setup(m => m.Send(It.IsAny<AttachAppendix>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(failure);
        store
            .Setup(s => s.SaveAsync(It.IsAny<Stream>(), "one.pdf", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StoredFile(Key, 4, "aa", AppendixKind.Pdf, "application/pdf"));
        using var controller = new AppendixController(mediator.Object, store.Object)
        {
            ControllerContext = new() { HttpContext = new DefaultHttpContext() },
        };
        using var content = new MemoryStream("%PDF"u8.ToArray());
        var form = new AppendixForm { File = new FormFile(content, 0, 4, "File", "one.pdf") };

        await Assert.ThrowsAsync(failure.GetType(), () => controller.Attach("draft-1", form));

        store.Verify(s => s.Delete(Key), Times.Exactly(deleted));
    }

    private static DecisionPage Draft()
    {
        var template = BuiltInTemplates.All.Single(t => t.Key == "pcc-decision-record");
        var record = DecisionRecord.Raise(
            new Actor(1, "Lena Field", Role.LeadOfficer, []),
            Guid.NewGuid(),
            template,
            "New one",
            new LeadOfficer("Lena Field", null, null, null, 1),
            new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc)
        );
        return new DecisionPage(record, template, [], [], null, null, null, null, []);
    }
}
