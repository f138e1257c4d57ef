using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Values of tensors, whatever the format of their file.</summary>
internal static class TensorReading
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>Refuses a tensor whose values <see cref="ReadFloats(ITensorFile, TensorInfo)"/> does not read.</summary>
    /// <exception cref="ModelFileException">Its elements are no floating-point numbers, or of a type that is not known.</exception>
    public static void RequireFloats(this ITensorFile file, TensorInfo tensor)
    {
        if (!tensor.Type.IsFloatingPoint())
        {
            throw new ModelFileException(
                file.Path,
                $"tensor '{tensor.Name}'",
                "elements of type F32, F16, BF16 or F64",
                tensor.TypeName,
                "Make plain floating-point numbers of the weights, in Python with model.dequantize() or model.float(), and save the model again.");
        }
    }

    /// <summary>All values of a floating-point tensor, row-major, as float.</summary>
    /// <exception cref="ModelFileException">Its elements are integers, or too many for one array.</exception>
    public static float[] ReadFloats(this ITensorFile file, TensorInfo tensor)
    {
        file.RequireFloats(tensor);
        RequireReadable(file, tensor, sizeof(float));
        var values = GC.AllocateUninitializedArray<float>((int)tensor.Count);
        file.ReadFloats(tensor, 0, values);
        return values;
    }

    /// <summary>Values of a floating-point tensor from element <paramref name="firstElement"/> on, row-major, as float.</summary>
    public static void ReadFloats(this ITensorFile file, TensorInfo tensor, long firstElement, Span<float> values)
    {
        if (tensor.Type == ElementType.F32)
        {
            file.ReadElements(tensor, firstElement, MemoryMarshal.AsBytes(values));
            LittleEndian.ToHost(values);
            return;
        }

        file.RequireFloats(tensor);
        var convert = ToFloats(tensor.Type);
        var size = tensor.Type.Size();
        Span<byte> buffer = stackalloc byte[BufferBytes];
        for (var done = 0; done < values.Length;)
        {
            var count = Math.Min(values.Length - done, BufferBytes / size);
            file.ReadElements(tensor, firstElement + done, buffer[..(count * size)]);
            convert(buffer[..(count * size)], values.Slice(done, count));
            done += count;
        }
    }

    /// <summary>All values of an I64 tensor, row-major.</summary>
    /// <exception cref="ModelFileException">Its elements are of another type, or too many for one array.</exception>
    public static long[] ReadInt64s(this ITensorFile file, TensorInfo tensor)
    {
        if (tensor.Type != ElementType.I64)
        {
            throw new ModelFileException(file.Path, $"tensor '{tensor.Name}'", "elements of type I64", tensor.TypeName);
        }

        RequireReadable(file, tensor, sizeof(long));
        var values = GC.AllocateUninitializedArray<long>((int)tensor.Count);
        file.ReadElements(tensor, 0, MemoryMarshal.AsBytes(values.AsSpan()));
        LittleEndian.ToHost(values.AsSpan());
        return values;
    }

    private delegate void Conversion(ReadOnlySpan<byte> elements, Span<float> values);

    private static Conversion ToFloats(ElementType type) => type switch
    {
        ElementType.F64 => FromDouble,
        ElementType.F16 => FromHalf,
        ElementType.BF16 => FromBFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No floating-point type that is converted."),
    };

    private static void FromDouble(ReadOnlySpan<byte> elements, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(elements[(i * sizeof(double))..]);
        }
    }

    private static void FromHalf(ReadOnlySpan<byte> elements, Span<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(elements), values);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(elements[(i * sizeof(ushort))..]);
        }
    }

    private static void FromBFloat16(ReadOnlySpan<byte> elements, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(elements[(i * sizeof(ushort))..]) << 16);
        }
    }

    // One read fills one span of bytes.
    private static void RequireReadable(ITensorFile file, TensorInfo tensor, int elementSize)
    {
        if (tensor.Count > int.MaxValue / elementSize)
        {
            throw new ModelFileException(
                file.Path,
                $"tensor '{tensor.Name}'",
                $"at most {int.MaxValue / elementSize} elements",
                $"{tensor.Count}, shape {TensorShape.Format(tensor.Shape)}");
        }
    }
}
