using FsCheck;
using FsCheck.Fluent;

namespace GrantHub.UnitTests;

internal static class Numbers
{
    /// <summary>Whole numbers from zero to the largest, wider than FsCheck's own range of 32 bits.</summary>
    public static Gen<long> UpTo(long largest) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        select (((long)high << 31) | (long)low) % (largest + 1);

    /// <summary>As <see cref="UpTo"/>, of either sign.</summary>
    public static Gen<long> Within(long largest) =>
        from size in UpTo(largest)
        from negative in Gen.Choose(0, 1)
        select negative == 1 ? -size : size;
}
