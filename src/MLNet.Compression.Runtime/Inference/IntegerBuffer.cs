using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Room for the integers of one tensor.</summary>
internal sealed unsafe class IntegerBuffer : IDisposable
{
    private readonly GrowingBuffer _data = new();
    private readonly GrowingBuffer _scales = new();
    private readonly GrowingBuffer _zeroPoints = new();

    public long Bytes => _data.Bytes + _scales.Bytes + _zeroPoints.Bytes;

    /// <summary>Rows for a tensor in a format; none if the format is fp32.</summary>
    public QuantizedRows Rows(int tokens, int features, InputFormat format)
    {
        if (!format.IsInteger)
        {
            return default;
        }

        var stride = QuantizedRows.StrideOf(features);
        return new QuantizedRows
        {
            Largest = format.Clip.IsNone ? QuantizedRows.KernelLargest : format.Clip.Largest,
            Clip = format.Clip,
            Data = _data.Reserve<byte>((long)tokens * stride),
            Stride = stride,
            Scales = _scales.Reserve<float>(tokens),
            ZeroPoints = _zeroPoints.Reserve<float>(tokens),
        };
    }

    /// <summary>The tensor in the form that a layer takes: rounded to integers if it takes integers.</summary>
    public LinearInput Convert(MatrixView values, InputFormat format)
    {
        var integers = Rows(values.Rows, values.Columns, format);
        if (format.IsInteger)
        {
            ActivationQuantizer.Quantize(values, integers);
        }

        return new LinearInput(values, integers);
    }

    public void Dispose()
    {
        _data.Dispose();
        _scales.Dispose();
        _zeroPoints.Dispose();
    }
}
