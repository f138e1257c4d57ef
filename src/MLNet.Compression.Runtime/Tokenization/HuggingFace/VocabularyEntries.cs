using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads the object model.vocab of a <c>tokenizer.json</c>, nearly all of the file, without a tree of its values.</summary>
internal static class VocabularyEntries
{
    public const string Path = "model.vocab";

    private const int VocabularyDepth = 2;
    private const int MostHoles = 1 << 16;

    /// <summary>The pieces in the order of their ids, empty where an id has none; null where the file has no such object.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="json">Its text; afterwards the same with the object empty.</param>
    /// <param name="budget">The memory that the file may take.</param>
    /// <exception cref="ModelFileException">An id is no number, or there twice, or far beyond the number of pieces.</exception>
    public static string[]? Extract(string file, ref byte[] json, AllocationBudget budget)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!FindObject(ref reader))
            {
                return null;
            }

            var start = (int)reader.BytesConsumed;
            var pieces = Read(file, reader, budget, out var end);
            json = [.. json.AsSpan(0, start), .. json.AsSpan(end)];
            return pieces;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw JsonFile.Malformed(file, exception);
        }
    }

    /// <summary>Goes on to the start of the first object of this name in the root's object "model".</summary>
    private static bool FindObject(ref Utf8JsonReader reader)
    {
        var inModel = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > VocabularyDepth)
            {
                continue;
            }

            var found = inModel && reader.CurrentDepth == VocabularyDepth && reader.ValueTextEquals("vocab"u8);
            inModel = reader.CurrentDepth == 1 ? reader.ValueTextEquals("model"u8) : inModel;
            if (found && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Read(string file, Utf8JsonReader reader, AllocationBudget budget, out int end)
    {
        var most = Count(reader, budget, out var highest, out end) + MostHoles;
        var pieces = new string?[Math.Min(highest + 1, most)];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var piece = reader.GetString()!;
            reader.Read();
            var id = -1;
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out id) || (uint)id >= (uint)pieces.Length || pieces[id] is not null)
            {
                throw Refusal(file, piece, most, reader.TokenType == JsonTokenType.Number ? $"{id}" : $"a {reader.TokenType}");
            }

            pieces[id] = piece;
        }

        return Array.ConvertAll(pieces, piece => piece ?? "");
    }

    /// <summary>How many pieces there are, their highest id, and where their object ends.</summary>
    private static int Count(Utf8JsonReader reader, AllocationBudget budget, out int highest, out int end)
    {
        var count = 0;
        long characters = 0;
        highest = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            characters += reader.ValueSpan.Length;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var id))
            {
                highest = Math.Clamp(id, highest, int.MaxValue - 1);
            }

            reader.Skip();
        }

        end = (int)reader.TokenStartIndex;
        budget.Spend(((long)count * Vocabulary.BytesOfPiece) + (sizeof(char) * characters), Path, $"{count} pieces");
        return count;
    }

    private static ModelFileException Refusal(string file, string piece, int most, string found) => new(
        file, $"{Path}.{piece}", $"an id from 0 to {most - 1}, each once", found);
}
