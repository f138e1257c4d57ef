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
            ReadFields(input, file.Length, ModelGraph, () => ReadMessage(input, GraphInitializer, () => shapes.Add(ReadShape(input))));
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
        ReadMessage(input, TensorDimensions, () => shape.Add(input.ReadInt64()));
        return [.. shape];
    }

    private static void ReadMessage(CodedInputStream input, int field, Action read)
    {
        var length = input.ReadLength();
        ReadFields(input, input.Position + length, field, read);
    }

    private static void ReadFields(CodedInputStream input, long end, int field, Action read)
    {
        while (input.Position < end && input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                read();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
