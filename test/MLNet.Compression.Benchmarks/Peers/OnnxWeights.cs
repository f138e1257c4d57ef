using Google.Protobuf;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>Shapes of the tensors that an ONNX file holds, without their values.</summary>
internal static class OnnxWeights
{
    // Field numbers of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphInitializer = 5;
    private const int TensorDimensions = 1;

    /// <exception cref="ArgumentException">The file is no ONNX model.</exception>
    public static IReadOnlyList<long[]> Read(string path)
    {
        var shapes = new List<long[]>();
        try
        {
            using var file = File.OpenRead(path);
            using var input = new CodedInputStream(file);
            ReadFields(input, file.Length, ModelGraph, _ => ReadMessage(input, GraphInitializer, _ => shapes.Add(ReadShape(input))));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw new ArgumentException($"{path} is no ONNX model: {problem.Message}", problem);
        }

        return shapes.Count > 0 ? shapes : throw new ArgumentException($"{path} is no ONNX model, or keeps its weights in another file.");
    }

    private static long[] ReadShape(CodedInputStream input)
    {
        var shape = new List<long>();
        ReadMessage(input, TensorDimensions, tag => ReadSizes(input, tag, shape));
        return [.. shape];
    }

    /// <summary>One size, or all in one field, as some writers have them.</summary>
    private static void ReadSizes(CodedInputStream input, uint tag, List<long> shape)
    {
        var packed = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited;
        var length = packed ? input.ReadLength() : 1;
        var end = input.Position + length;
        while (input.Position < end)
        {
            shape.Add(input.ReadInt64());
        }
    }

    private static void ReadMessage(CodedInputStream input, int field, Action<uint> read)
    {
        var length = input.ReadLength();
        ReadFields(input, input.Position + length, field, read);
    }

    private static void ReadFields(CodedInputStream input, long end, int field, Action<uint> read)
    {
        while (input.Position < end && input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                read(tag);
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
