using System.Text;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Sizes and names of element types.</summary>
internal static class ElementTypes
{
    private static readonly (string Name, int Size)[] _known =
        [("F64", 8), ("F32", 4), ("F16", 2), ("BF16", 2), ("I64", 8), ("I32", 4), ("I16", 2), ("I8", 1), ("U8", 1), ("BOOL", 1)];

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => _known[(int)type].Size;

    public static string Name(this ElementType type) => type == ElementType.Other ? "another type" : _known[(int)type].Name;

    public static bool IsFloatingPoint(this ElementType type) => type <= ElementType.BF16;

    public static ElementType? Find(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < _known.Length; index++)
        {
            if (Ascii.Equals(name, _known[index].Name))
            {
                return (ElementType)index;
            }
        }

        return null;
    }
}
