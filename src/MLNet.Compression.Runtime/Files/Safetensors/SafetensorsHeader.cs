using System.Collections.Immutable;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Files.Safetensors;

/// <summary>Parses the JSON header of a safetensors file: tensor names to type, shape and byte range.</summary>
internal ref struct SafetensorsHeader
{
    private const int MaxDepth = 8;
    private readonly string _path;
    private Utf8JsonReader _json;

    private SafetensorsHeader(string path, ReadOnlySpan<byte> header)
    {
        _path = path;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The tensors in the order of the header. Types and shapes are checked, ranges are not.</summary>
    /// <exception cref="ModelFileException">The header is not as the format prescribes.</exception>
    public static Dictionary<string, SafetensorsTensor> Parse(string path, ReadOnlySpan<byte> header)
    {
        try
        {
            return new SafetensorsHeader(path, header).ReadTensors();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader reports malformed JSON by the first, text that is no Unicode by the second.
            throw new ModelFileException(path, "header", "well-formed JSON", exception.Message, null, exception);
        }
    }

    private Dictionary<string, SafetensorsTensor> ReadTensors()
    {
        var tensors = new Dictionary<string, SafetensorsTensor>(StringComparer.Ordinal);
        var hasMetadata = false;
        _json.Read();
        Require(JsonTokenType.StartObject, "header");
        while (ReadPropertyName() is { } name)
        {
            _json.Read();
            if (name == "__metadata__")
            {
                Require(JsonTokenType.StartObject, name);
                RequireFirst(!hasMetadata, "header", name);
                hasMetadata = true;
                _json.Skip();
            }
            else
            {
                RequireFirst(tensors.TryAdd(name, ReadTensor(name)), "header", name);
            }
        }

        _json.Read();
        return tensors;
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        var place = $"header of tensor '{name}'";
        Require(JsonTokenType.StartObject, place);
        ElementType? type = null;
        long[]? shape = null;
        long[]? range = null;
        while (ReadPropertyName() is { } key)
        {
            _json.Read();
            switch (key)
            {
                case "dtype":
                    RequireFirst(type is null, place, key);
                    type = ReadType(place);
                    break;
                case "shape":
                    RequireFirst(shape is null, place, key);
                    shape = ReadNumbers(place, key, TensorShape.MaxRank);
                    break;
                case "data_offsets":
                    RequireFirst(range is null, place, key);
                    range = ReadNumbers(place, key, 2);
                    break;
                default:
                    throw new ModelFileException(_path, place, "dtype, shape and data_offsets", $"'{key}'");
            }
        }

        if (type is null || shape is null || range is not { Length: 2 })
        {
            throw new ModelFileException(_path, place, "dtype, shape and two data_offsets", "fewer");
        }

        return Build(name, type.Value, shape, range);
    }

    private readonly SafetensorsTensor Build(string name, ElementType type, long[] sizes, long[] range)
    {
        var place = $"header of tensor '{name}'";
        if (Array.Exists(sizes, size => size > int.MaxValue))
        {
            throw new ModelFileException(_path, place, $"dimensions up to {int.MaxValue}", $"[{string.Join(", ", sizes)}]");
        }

        ImmutableArray<int> shape = [.. sizes.Select(size => (int)size)];
        var count = TensorShape.TryCount(shape.AsSpan()) ?? long.MaxValue;
        var (begin, end) = (range[0], range[1]);
        if (end < begin || count > long.MaxValue / type.Size() || end - begin != count * type.Size())
        {
            throw new ModelFileException(
                _path, place, $"as many bytes as shape {TensorShape.Format(shape)} of {type.Name()} takes", $"data_offsets [{begin}, {end}]");
        }

        return new SafetensorsTensor(name, type, shape, count, begin, end);
    }

    private readonly ElementType ReadType(string place)
    {
        Require(JsonTokenType.String, place + ", dtype");
        var name = _json.GetString()!;
        return ElementTypes.Find(name)
            ?? throw new ModelFileException(_path, place, $"a dtype of {ElementTypes.Names}", $"'{name}'", "Convert the file to one of these.");
    }

    private long[] ReadNumbers(string place, string key, int most)
    {
        Require(JsonTokenType.StartArray, $"{place}, {key}");
        var numbers = new List<long>(2);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0 || numbers.Count == most)
            {
                throw new ModelFileException(_path, $"{place}, {key}", $"at most {most} whole numbers, not negative", "something else");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private string? ReadPropertyName()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;
    }

    private readonly void Require(JsonTokenType type, string place)
    {
        if (_json.TokenType != type)
        {
            throw new ModelFileException(_path, place, type.ToString(), _json.TokenType.ToString());
        }
    }

    private readonly void RequireFirst(bool isFirst, string place, string key)
    {
        if (!isFirst)
        {
            throw new ModelFileException(_path, place, "each key once", $"'{key}' twice");
        }
    }
}
