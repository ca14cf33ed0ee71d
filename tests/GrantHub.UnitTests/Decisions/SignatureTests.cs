using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class SignatureTests
{
    /// <summary>Every part of a signature that is hashed, with another value of it.</summary>
    private static readonly Dictionary<string, object?> Others = new()
    {
        [nameof(Signature.Round)] = 2,
        [nameof(Signature.PersonId)] = 99L,
        [nameof(Signature.PersonName)] = "Somebody else",
        [nameof(Signature.Role)] = Role.MonitoringOfficer,
        [nameof(Signature.ForId)] = 99L,
        [nameof(Signature.ForName)] = "Somebody else",
        [nameof(Signature.Statement)] = "I agree to nothing.",
        [nameof(Signature.Outcome)] = Outcome.NotApproved,
        [nameof(Signature.SignedAt)] = DecisionBuilder.DecidedAt.AddMicroseconds(1),
    };

    // Row numbers, the hash itself, and the mark that a return sets.
    private static readonly string[] NotHashed =
    [
        nameof(Signature.Id),
        nameof(Signature.DecisionId),
        nameof(Signature.Hash),
        nameof(Signature.VoidedAt),
        nameof(Signature.Comments),
        nameof(Signature.Interests),
    ];

    public static TheoryData<string> EveryPart => new(Others.Keys);

    [Fact]
    public void Hash_OfEverySignature_VerifiesOverSealAndEarlierOnes()
    {
        var record = new DecisionBuilder().Decided();
        var signed = record.Signatures;
        for (var i = 0; i < signed.Count; i++)
            Assert.Equal(signed[i].HashOver(record.SealHash!, signed.Take(i)), signed[i].Hash);
        Assert.Matches("^[0-9a-f]{64}$", signed[0].Hash);
    }

    [Theory]
    [MemberData(nameof(EveryPart))]
    public void Hash_AnyPartChanged_IsAnother(string part)
    {
        var (record, signature) = Decided();
        Stored.Set(signature, part, Others[part]);
        Assert.NotEqual(HashNow(record, signature), signature.Hash);
    }

    [Fact]
    public void Parts_AreAllHere() =>
        Assert.Equal(
            typeof(Signature)
                .GetProperties()
                .Where(property => property.SetMethod is not null)
                .Select(property => property.Name)
                .Except(NotHashed)
                .Order(),
            Others.Keys.Order()
        );

    public static TheoryData<Comment[]> OtherComments =>
        new(
            [],
            [new Comment("financial", "Affordable!")],
            [new Comment("legal", "Affordable.")],
            [new Comment("financial", "Affordable."), new Comment("", "Well done.")]
        );

    [Theory]
    [MemberData(nameof(OtherComments))]
    public void Hash_CommentsChanged_IsAnother(Comment[] comments)
    {
        var (record, signature) = Decided();
        Stored.Set(signature, nameof(Signature.Comments), comments);
        Assert.NotEqual(HashNow(record, signature), signature.Hash);
    }

    public static TheoryData<Interests> OtherInterests =>
        new(
            Interests.None,
            Declared with
            {
                Declared = "A cousin.",
            },
            Declared with
            {
                Disclosable = false,
            },
            Declared with
            {
                DispensationReference = "DISP-8",
            },
            Declared with
            {
                DispensationDate = new DateOnly(2017, 5, 2),
            }
        );

    [Theory]
    [MemberData(nameof(OtherInterests))]
    public void Hash_InterestsChanged_IsAnother(Interests interests)
    {
        var (record, signature) = Decided();
        Stored.Set(signature, nameof(Signature.Interests), interests);
        Assert.NotEqual(HashNow(record, signature), signature.Hash);
    }

    [Fact]
    public void Hash_AnotherSealOrEarlierSignature_IsAnother()
    {
        var (record, signature) = Decided();
        var earlier = record.Signatures.Take(2).ToList();
        Assert.NotEqual(signature.HashOver(new string('0', 64), earlier), signature.Hash);
        Assert.NotEqual(signature.HashOver(record.SealHash!, earlier.Take(1)), signature.Hash);
        Assert.NotEqual(
            signature.HashOver(record.SealHash!, Enumerable.Reverse(earlier)),
            signature.Hash
        );

        Stored.Set(earlier[0], nameof(Signature.Comments), Array.Empty<Comment>());
        Assert.NotEqual(earlier[0].HashOver(record.SealHash!, []), earlier[0].Hash);
    }

    /// <summary>Each part carries its length, so that text cannot pass from one into the next.</summary>
    [Fact]
    public void Hash_TextMovedBetweenParts_IsAnother()
    {
        var (record, signature) = Decided();
        Comment[] two = [new("financial", "Affordable."), new("legal", "Lawful.")];
        Comment[] one = [new("financial", "Affordable.\nlegal\nLawful.")];
        Stored.Set(signature, nameof(Signature.Comments), two);
        var hash = HashNow(record, signature);
        Stored.Set(signature, nameof(Signature.Comments), one);
        Assert.NotEqual(HashNow(record, signature), hash);
    }

    private static readonly Interests Declared = new(
        "My sister chairs the Board.",
        true,
        "DISP-7",
        new DateOnly(2017, 5, 1)
    );

    /// <summary>A record and its last signature, in which no part is empty.</summary>
    private static (DecisionRecord, Signature) Decided()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var signature = record.Decide(
            Cast.Delegate(SlscbDecision.Maximum),
            Templates.Pcc,
            Outcome.Approved,
            null,
            new Signing(true, [new Comment("financial", "Affordable.")], Declared),
            DecisionBuilder.DecidedAt
        );
        Assert.Equal(HashNow(record, signature), signature.Hash);
        return (record, signature);
    }

    private static string HashNow(DecisionRecord record, Signature signature) =>
        signature.HashOver(record.SealHash!, record.Signatures.Take(2));
}
