namespace Microsoft.ML;

/// <summary>The name of a loader as a header has it: up to 24 characters of one byte, the rest zero.</summary>
internal static class LoaderName
{
    public const int Size = 24;

    public static byte[] ToBytes(string name)
    {
        if (name.Length > Size || name.Any(character => character > 0xFF))
            throw new InvalidOperationException($"A loader signature has at most {Size} characters, all up to 255: '{name}'.");
        var bytes = new byte[Size];
        for (var index = 0; index < name.Length; index++)
            bytes[index] = (byte)name[index];
        return bytes;
    }

    public static string FromBytes(byte[] bytes) => string.Concat(bytes.Select(value => (char)value)).TrimEnd('\0');
}
