using System.IO.Compression;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>Wraps pickles as torch.save does, with an independent writer of ZIP files.</summary>
internal static class TorchBytes
{
    public static byte[] Zip(byte[] pickle, params byte[][] storages)
    {
        var entries = storages.Select((bytes, index) => ($"archive/data/{index}", bytes)).Prepend(("archive/data.pkl", pickle));
        return Zip(CompressionLevel.NoCompression, [.. entries]);
    }

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The pre-1.6 format. Storages: key, stated count, bytes.</summary>
    public static byte[] Legacy(byte[] pickle, (string Key, long Count, byte[] Bytes)[] storages, int version = 1001, bool littleEndian = true)
    {
        var keys = PickleBytes.Start().Op(']').Op('(');
        var data = new List<byte>();
        foreach (var (key, count, bytes) in storages)
        {
            keys.Text(key);
            data.AddRange(BitConverter.GetBytes(count));
            data.AddRange(bytes);
        }

        return
        [
            .. PickleBytes.Start().Op(0x8A).Op(10).Raw([0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]).Op('.').ToArray(),
            .. PickleBytes.Start().Integer(version).Op('.').ToArray(),
            .. PickleBytes.Start().Op('}').Text("little_endian").Op(littleEndian ? 0x88 : 0x89).Op('s').Op('.').ToArray(),
            .. pickle,
            .. keys.Op('e').Op('.').ToArray(),
            .. data,
        ];
    }
}
