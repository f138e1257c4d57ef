using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Files.Safetensors;

/// <summary>Parses the JSON header of a safetensors file: tensor names to type, shape and byte range.</summary>
/// <remarks>Nothing is allocated for a tensor but what is kept, so that memory stays in proportion to the header.</remarks>
internal ref struct SafetensorsHeader
{
    private const int MaxDepth = 8;
    private const int RangeNumbers = 2;
    private const int MaxNameBytes = 4096;

    // {"":{"dtype":"U8","shape":[],"data_offsets":[0,0]},
    private const int LeastBytesOfTensor = 51;

    private readonly string _path;
    private Utf8JsonReader _json;

    private SafetensorsHeader(string path, ReadOnlySpan<byte> header)
    {
        _path = path;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The tensors by name. Types and shapes are checked, and that ranges fit them; how ranges lie is not.</summary>
    /// <exception cref="ModelFileException">The header is not as the format prescribes.</exception>
    public static Dictionary<string, TensorInfo> Parse(string path, ReadOnlySpan<byte> header)
    {
        var tensors = new Dictionary<string, TensorInfo>(header.Length / LeastBytesOfTensor, StringComparer.Ordinal);
        try
        {
            new SafetensorsHeader(path, header).ReadTensors(tensors);
            return tensors;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader reports malformed JSON by the first, text that is no Unicode by the second.
            throw new ModelFileException(path, "header", "well-formed JSON", exception.Message, null, exception);
        }
    }

    private void ReadTensors(Dictionary<string, TensorInfo> tensors)
    {
        var hasMetadata = false;
        _json.Read();
        Require(JsonTokenType.StartObject, "header");
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("__metadata__"u8))
            {
                RequireFirst(!hasMetadata, "header", "__metadata__");
                hasMetadata = true;
                _json.Read();
                Require(JsonTokenType.StartObject, "__metadata__");
                _json.Skip();
            }
            else
            {
                var name = _json.ValueSpan.Length <= MaxNameBytes
                    ? _json.GetString()!
                    : throw new ModelFileException(_path, "header", $"names of at most {MaxNameBytes} bytes", $"one of {_json.ValueSpan.Length}");
                RequireFirst(tensors.TryAdd(name, ReadTensor(name)), "header", name);
            }
        }

        // Throws where anything but white space follows.
        _json.Read();
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        (ElementType Element, string Name)? type = null;
        ImmutableArray<int> shape = default;
        Span<long> range = stackalloc long[RangeNumbers];
        var rangeNumbers = -1;
        _json.Read();
        Require(JsonTokenType.StartObject, name);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("dtype"u8))
            {
                RequireFirst(type is null, name, "dtype");
                type = ReadType(name);
            }
            else if (_json.ValueTextEquals("shape"u8))
            {
                RequireFirst(shape.IsDefault, name, "shape");
                shape = ReadShape(name);
            }
            else if (_json.ValueTextEquals("data_offsets"u8))
            {
                RequireFirst(rangeNumbers < 0, name, "data_offsets");
                rangeNumbers = ReadNumbers(name, "data_offsets", range);
            }
            else
            {
                throw Wrong(name, "dtype, shape and data_offsets", $"'{Shown()}'");
            }
        }

        return type is null || shape.IsDefault || rangeNumbers != RangeNumbers
            ? throw Wrong(name, "dtype, shape and two data_offsets", "fewer")
            : Build(name, type.Value.Element, shape, range[0], range[1]) with { TypeName = type.Value.Name };
    }

    private readonly SafetensorsTensor Build(string name, ElementType type, ImmutableArray<int> shape, long begin, long end)
    {
        var count = TensorShape.TryCount(shape.AsSpan()) ?? long.MaxValue;
        if (type == ElementType.Other && end >= begin)
        {
            return new SafetensorsTensor(name, type, shape, count, begin, end);
        }

        return end >= begin && type != ElementType.Other && count <= long.MaxValue / type.Size() && end - begin == count * type.Size()
            ? new SafetensorsTensor(name, type, shape, count, begin, end)
            : throw Wrong(name, $"as many bytes as shape {TensorShape.Format(shape)} of {type.Name()} takes", $"data_offsets [{begin}, {end}]");
    }

    // A tensor of a type that is not known may be one that nobody reads.
    private (ElementType Element, string Name) ReadType(string name)
    {
        _json.Read();
        Require(JsonTokenType.String, name);
        return ElementTypes.Find(_json.ValueSpan) is { } known ? (known, known.Name()) : (ElementType.Other, Shown());
    }

    private ImmutableArray<int> ReadShape(string name)
    {
        Span<long> sizes = stackalloc long[TensorShape.MaxRank];
        var rank = ReadNumbers(name, "shape", sizes);
        Span<int> shape = stackalloc int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            shape[axis] = sizes[axis] <= int.MaxValue ? (int)sizes[axis] : throw Wrong(name, $"sizes up to {int.MaxValue}", $"{sizes[axis]}");
        }

        return [.. shape];
    }

    // How many there are; at most as many as there is room for.
    private int ReadNumbers(string name, string key, scoped Span<long> numbers)
    {
        var count = 0;
        _json.Read();
        Require(JsonTokenType.StartArray, name);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0 || count == numbers.Length)
            {
                throw Wrong(name, $"at most {numbers.Length} whole numbers, not negative, in {key}", "something else");
            }

            numbers[count++] = number;
        }

        return count;
    }

    // The start of a text that may be as long as the header.
    private readonly string Shown()
    {
        const int Most = 64;
        return Encoding.UTF8.GetString(_json.ValueSpan[..Math.Min(Most, _json.ValueSpan.Length)]);
    }

    private readonly void Require(JsonTokenType type, string name)
    {
        if (_json.TokenType != type)
        {
            throw Wrong(name, type.ToString(), _json.TokenType.ToString());
        }
    }

    private readonly void RequireFirst(bool isFirst, string name, string key)
    {
        if (!isFirst)
        {
            throw Wrong(name, "each key once", $"'{key}' twice");
        }
    }

    private readonly ModelFileException Wrong(string name, string expected, string found) => new(_path, $"header, '{name}'", expected, found);
}
