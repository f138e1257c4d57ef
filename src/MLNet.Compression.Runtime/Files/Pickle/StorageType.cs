using System.Text.RegularExpressions;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What the elements of a storage are.</summary>
/// <param name="Name">Python's name of the storage's class.</param>
/// <param name="Element">The elements, if they can be read.</param>
/// <param name="Size">Bytes of one; null where only the program that wrote the file knows.</param>
internal sealed partial record StorageType(string Name, ElementType Element, int? Size)
{
    private static readonly Dictionary<string, StorageType> _known = new StorageType[]
    {
        Readable("torch.DoubleStorage", ElementType.F64),
        Readable("torch.FloatStorage", ElementType.F32),
        Readable("torch.HalfStorage", ElementType.F16),
        Readable("torch.BFloat16Storage", ElementType.BF16),
        Readable("torch.LongStorage", ElementType.I64),
        Readable("torch.IntStorage", ElementType.I32),
        Readable("torch.ShortStorage", ElementType.I16),
        Readable("torch.CharStorage", ElementType.I8),
        Readable("torch.ByteStorage", ElementType.U8),
        Readable("torch.BoolStorage", ElementType.Bool),
        new("torch.ComplexDoubleStorage", ElementType.Other, 16),
        new("torch.ComplexFloatStorage", ElementType.Other, 8),
        new("torch.QInt32Storage", ElementType.Other, 4),
        new("torch.QInt8Storage", ElementType.Other, 1),
        new("torch.QUInt8Storage", ElementType.Other, 1),
        new("torch.QUInt4x2Storage", ElementType.Other, 1),
        new("torch.QUInt2x4Storage", ElementType.Other, 1),
        new("torch.storage.UntypedStorage", ElementType.Other, 1),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a name, which may be one that came later; null where the name is not that of a storage.</summary>
    public static StorageType? Find(string name) =>
        _known.GetValueOrDefault(name) ?? (LaterName().IsMatch(name) ? new StorageType(name, ElementType.Other, Size: null) : null);

    private static StorageType Readable(string name, ElementType element) => new(name, element, element.Size());

    [GeneratedRegex(@"\Atorch\.[A-Za-z0-9]+Storage\z")]
    private static partial Regex LaterName();
}
