namespace GrantHub.Application.Audit;

/// <summary>What a connection to the database has written since a command began, whether by tracked entities or past them.</summary>
public sealed class WriteWatch
{
    /// <summary>Rows were added, changed or removed.</summary>
    public bool HasRows { get; private set; }

    /// <summary>An entry was added to the chain of changes or to that of access.</summary>
    public bool HasEntry { get; private set; }

    /// <summary>
    /// A command begins, or what it wrote so far changes nothing: it has been undone, or it is what stood there.
    /// </summary>
    public void Forget() => (HasRows, HasEntry) = (false, false);

    /// <param name="rows">How many were written.</param>
    /// <param name="entry">An entry of a chain is among them.</param>
    public void Saw(int rows, bool entry = false)
    {
        HasRows |= rows > 0;
        HasEntry |= entry;
    }
}
