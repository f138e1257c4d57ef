namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What torch.save wrote before version 1.6: pickles of a magic number, a version, the machine, the object and the storages' keys, then the storages.</summary>
internal static class TorchLegacyFormat
{
    private const long Version = 1001;

    // The pickle of the magic number 0x1950a86a20f9469cfc6c.
    private static ReadOnlySpan<byte> Magic => [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    public static bool Matches(ReadOnlySpan<byte> firstBytes) => firstBytes.StartsWith(Magic);

    /// <exception cref="ModelFileException">The file is damaged, or holds more than tensors and plain values.</exception>
    public static TorchContent Read(CheckedFile file)
    {
        var input = new PickleInput(file, Magic.Length, file.Length);
        var machine = new PickleMachine(input);
        var version = machine.Require<long>(machine.Read(), "a version");
        if (version != Version)
        {
            throw input.Wrong($"version {Version}", $"{version}");
        }

        if (machine.Require<PickleDictionary>(machine.Read(), "a description of the machine").Find("little_endian") is not true)
        {
            throw input.Wrong("little_endian: True", "another byte order");
        }

        var root = machine.Read();
        var keys = machine.Require<List<object?>>(machine.Read(), "a list of storage keys");
        var begins = ReadStorages(file.Path, machine, keys);
        return new TorchContent(root, storage => begins.TryGetValue(storage.Key, out var begin)
            ? begin
            : throw new ModelFileException(file.Path, "storages", $"storage '{storage.Key}'", "none"));
    }

    // Each storage is its number of elements, then the elements.
    private static Dictionary<string, long> ReadStorages(string path, PickleMachine machine, List<object?> keys)
    {
        var begins = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in keys)
        {
            machine.CountStep();
            var key = machine.Require<string>(item, "a storage's key");
            if (!machine.Storages.TryGetValue(key, out var storage))
            {
                throw machine.Input.Wrong("the keys of storages that tensors use", $"'{key}'");
            }

            var count = machine.Input.Int64();
            if (count != storage.Count)
            {
                throw machine.Input.Wrong($"{storage.Count} elements in storage '{key}'", $"{count}");
            }

            if (!begins.TryAdd(key, machine.Input.Position))
            {
                throw machine.Input.Wrong("each storage once", $"'{key}' twice");
            }

            machine.Input.Skip(storage.Bytes ?? throw new ModelFileException(
                path, $"storage '{key}'", "elements of a known size", storage.Type.Name, "Save the weights again with torch.save as it is now, or as safetensors."));
        }

        return begins;
    }
}
