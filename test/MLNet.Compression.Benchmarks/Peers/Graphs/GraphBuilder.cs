using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>Puts an ONNX graph together, node by node. A tensor is called what its name says, so names have to differ.</summary>
internal sealed class GraphBuilder
{
    /// <summary>The domain of the fused operators of ONNX Runtime.</summary>
    public const string Fused = "com.microsoft";

    // The first version of the format with today's operators, which every ONNX Runtime of some years reads.
    private const int FormatVersion = 8;
    private const int OperatorVersion = 13;

    private readonly GraphProto _graph = new() { Name = "classifier" };

    /// <summary>A weight that the file holds.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="values">Row by row.</param>
    /// <param name="sizes">Its sizes; none for a single number.</param>
    /// <returns>The name.</returns>
    public string Weight<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> sizes)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TypeOf<T>(), RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        foreach (var size in sizes)
        {
            tensor.Dims.Add(size);
        }

        _graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>An input of 32-bit integers, texts x tokens.</summary>
    public string Tokens(string name)
    {
        _graph.Input.Add(Matrix(name, TensorProto.Types.DataType.Int32, Free("texts"), Free("tokens")));
        return name;
    }

    /// <summary>The result, texts x <paramref name="columns"/> numbers.</summary>
    public void Result(string name, int columns) =>
        _graph.Output.Add(Matrix(name, TensorProto.Types.DataType.Float, Free("texts"), new TensorShapeProto.Types.Dimension { DimValue = columns }));

    /// <summary>A node with one result, which is called <paramref name="result"/>.</summary>
    public string Node(string type, string domain, string[] inputs, string result, params ReadOnlySpan<AttributeProto> attributes)
    {
        Node(type, domain, inputs, [result], attributes);
        return result;
    }

    /// <summary>A node with some results.</summary>
    public void Node(string type, string domain, string[] inputs, string[] results, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = type, Domain = domain };
        node.Input.Add(inputs);
        node.Output.Add(results);
        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
    }

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public void Save(string path)
    {
        var model = new ModelProto { IrVersion = FormatVersion, Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorVersion });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Fused, Version = 1 });
        using var file = File.Create(path);
        model.WriteTo(file);
    }

    private static TensorShapeProto.Types.Dimension Free(string name) => new() { DimParam = name };

    private static ValueInfoProto Matrix(string name, TensorProto.Types.DataType type, params ReadOnlySpan<TensorShapeProto.Types.Dimension> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
        {
            shape.Dim.Add(size);
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } };
    }

    private static TensorProto.Types.DataType TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? TensorProto.Types.DataType.Float
        : typeof(T) == typeof(sbyte) ? TensorProto.Types.DataType.Int8
        : typeof(T) == typeof(long) ? TensorProto.Types.DataType.Int64
        : throw new NotSupportedException($"Tensors of {typeof(T).Name} are not written.");
}
