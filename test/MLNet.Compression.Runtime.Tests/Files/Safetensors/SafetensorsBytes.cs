using System.Buffers.Binary;
using System.Text;

namespace MLNet.Compression.Runtime.Tests.Files.Safetensors;

/// <summary>Builds safetensors files, right or wrong.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Build(string header, int dataBytes = 0)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return Build((ulong)text.Length, text, dataBytes);
    }

    public static byte[] Build(ulong headerLength, byte[] header, int dataBytes)
    {
        var bytes = new byte[sizeof(ulong) + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, headerLength);
        header.CopyTo(bytes, sizeof(ulong));
        return bytes;
    }

    public static string Tensor(string name, string type, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}
        """;
}
