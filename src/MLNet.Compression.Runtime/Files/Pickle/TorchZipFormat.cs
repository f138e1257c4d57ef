using System.Globalization;
using System.Text;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What torch.save writes since version 1.6: a ZIP file of a pickle and the storages' bytes.</summary>
internal static class TorchZipFormat
{
    private const string PickleName = "/data.pkl";

    public static bool Matches(ReadOnlySpan<byte> firstBytes) => firstBytes.StartsWith("PK\x3\x4"u8);

    /// <exception cref="ModelFileException">The file is damaged, or holds more than tensors and plain values.</exception>
    public static TorchContent Read(CheckedFile file)
    {
        var entries = StoredEntries.Read(file);
        var pickles = entries.Keys.Where(name => name.EndsWith(PickleName, StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
        {
            throw new ModelFileException(file.Path, "ZIP directory", "one entry 'data.pkl'", $"{pickles.Count}", "This is no file that torch.save wrote.");
        }

        var root = pickles[0][..^PickleName.Length];
        RequireLittleEndian(file, entries.GetValueOrDefault($"{root}/byteorder"));
        var (begin, length) = entries[pickles[0]];
        var content = new PickleMachine(new PickleInput(file, begin, begin + length)).Read();
        return new TorchContent(content, storage => StorageBegin(file, storage, entries.GetValueOrDefault($"{root}/data/{storage.Key}", (0, -1))));
    }

    private static long StorageBegin(CheckedFile file, TorchStorage storage, (long Begin, long Length) entry) =>
        entry.Length >= 0 && entry.Length == (storage.Bytes ?? entry.Length)
            ? entry.Begin
            : throw new ModelFileException(
                file.Path,
                $"entry 'data/{storage.Key}'",
                $"{storage.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "the"} bytes of {storage.Count} elements of {storage.Type.Name}",
                entry.Length < 0 ? "no such entry" : $"{entry.Length}");

    // Older versions say nothing and mean little-endian.
    private static void RequireLittleEndian(CheckedFile file, (long Begin, long Length) entry)
    {
        var text = new byte[Math.Min(entry.Length, "little".Length)];
        file.Read(entry.Begin, text);
        if (entry.Length > 0 && !text.AsSpan().SequenceEqual("little"u8))
        {
            throw new ModelFileException(file.Path, "entry 'byteorder'", "'little'", $"'{Encoding.Latin1.GetString(text)}'", "Save the model again on a little-endian machine.");
        }
    }
}
