using GrantHub.Domain;
using GrantHub.Domain.Audit;

namespace GrantHub.UnitTests.Audit;

public class AuditEntryTests
{
    private static readonly DateTime At = new(2017, 5, 19, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, object?> Others = new()
    {
        [nameof(AuditEntry.Number)] = 9L,
        [nameof(AuditEntry.At)] = At.AddMicroseconds(1),
        [nameof(AuditEntry.PersonId)] = 99L,
        [nameof(AuditEntry.PersonName)] = "Somebody else",
        [nameof(AuditEntry.SubjectKind)] = "grant",
        [nameof(AuditEntry.SubjectId)] = 99L,
        [nameof(AuditEntry.What)] = "Returned",
        [nameof(AuditEntry.Role)] = null,
        [nameof(AuditEntry.Why)] = "Another reason",
        [nameof(AuditEntry.Before)] = null,
        [nameof(AuditEntry.After)] = "",
    };

    public static TheoryData<string> EveryPart => new(Others.Keys);

    [Fact]
    public void Hash_OfAChain_Verifies()
    {
        var previous = "";
        foreach (var entry in Chain())
        {
            Assert.Equal(entry.HashOver(previous), entry.Hash);
            Assert.Matches("^[0-9a-f]{64}$", entry.Hash);
            previous = entry.Hash;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPart))]
    public void Hash_AnyPartChanged_BreaksTheChainThere(string part)
    {
        var chain = Chain();
        Stored.Set(chain[1], part, Others[part]);
        Assert.Equal(chain[0].HashOver(""), chain[0].Hash);
        Assert.NotEqual(chain[1].HashOver(chain[0].Hash), chain[1].Hash);
    }

    [Fact]
    public void Hash_AnEntryMadeAnew_BreaksTheNext()
    {
        var chain = Chain();
        Stored.Set(chain[1], nameof(AuditEntry.Why), "Another reason");
        Stored.Set(chain[1], nameof(AuditEntry.Hash), chain[1].HashOver(chain[0].Hash));
        Assert.NotEqual(chain[2].HashOver(chain[1].Hash), chain[2].Hash);
    }

    [Fact]
    public void Hash_AnEntryTakenOut_BreaksTheNext()
    {
        var chain = Chain();
        Assert.NotEqual(chain[2].HashOver(chain[0].Hash), chain[2].Hash);
    }

    [Fact]
    public void Parts_AreAllHere() =>
        Assert.Equal(
            typeof(AuditEntry)
                .GetProperties()
                .Select(property => property.Name)
                .Except([nameof(AuditEntry.Hash)])
                .Order(),
            Others.Keys.Order()
        );

    private static List<AuditEntry> Chain()
    {
        var chain = new List<AuditEntry>();
        for (var number = 1; number <= 3; number++)
            chain.Add(
                new AuditEntry(
                    number,
                    number == 1 ? "" : chain[^1].Hash,
                    At,
                    3,
                    "Alex Moor",
                    "decision",
                    12,
                    new Happening("Signed", "Monitoring officer", "Why", "Before", "After")
                )
            );
        return chain;
    }
}
