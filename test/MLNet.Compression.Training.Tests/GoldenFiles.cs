using System.Runtime.InteropServices;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Training.Tests;

/// <summary>The reference values that are part of the repository.</summary>
internal static class GoldenFiles
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]);

    /// <summary>A file or folder of the repository or, where that lacks it, of the folder beside it; ignores the test where neither has it.</summary>
    public static string PathOrShared(params string[] parts) =>
        System.IO.Path.Exists(Path(parts)) ? Path(parts) : Runtime.Tests.SharedFiles.Require(System.IO.Path.Combine(["golden", .. parts]));

    public static JsonElement Json(params string[] parts) => JsonDocument.Parse(File.ReadAllText(PathOrShared(parts))).RootElement;

    /// <summary>The float tensors of a file, by name.</summary>
    public static Dictionary<string, float[]> Tensors(params string[] parts)
    {
        using var file = new SafetensorsReader(PathOrShared(parts));
        return file.Tensors.Where(tensor => tensor.Value.Type == ElementType.F32).ToDictionary(tensor => tensor.Key, tensor => file.ReadFloats(tensor.Value));
    }

    /// <summary>The integer tensors of a file, by name.</summary>
    public static Dictionary<string, long[]> Integers(params string[] parts)
    {
        using var file = new SafetensorsReader(PathOrShared(parts));
        return file.Tensors.Where(tensor => tensor.Value.Type == ElementType.I64).ToDictionary(tensor => tensor.Key, tensor => ReadIntegers(file, tensor.Value));
    }

    private static long[] ReadIntegers(SafetensorsReader file, TensorInfo tensor)
    {
        var values = new long[tensor.Count];
        file.ReadElements(tensor, 0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
