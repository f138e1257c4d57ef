using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal static partial class TokenizerJson
{
    /// <summary>Writes what <see cref="Read(string, bool)"/> reads, and what Hugging Face's own reader wants beside it.</summary>
    public static void Write(string file, BertTokenizer tokenizer) => JsonFile.Write(file, json =>
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAddedTokens(json, tokenizer.Vocabulary);
        NormalizerJson.Write(json, tokenizer.Options);
        PreTokenizerJson.Write(json);
        PostProcessorJson.Write(json, tokenizer.Vocabulary, SequenceTemplate.Bert);
        WriteDecoder(json);
        WriteModel(json, tokenizer);
    });

    /// <summary>Writes the added and special tokens of a vocabulary.</summary>
    public static void WriteAddedTokens(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartArray("added_tokens");
        foreach (var token in AddedTokens.AllOf(vocabulary))
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            AddedTokenJson.Write(json, token);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDecoder(Utf8JsonWriter json)
    {
        json.WriteStartObject("decoder");
        json.WriteString("type", Model);
        json.WriteString("prefix", ContinuationPrefix);
        json.WriteBoolean("cleanup", true);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, BertTokenizer tokenizer)
    {
        json.WriteStartObject("model");
        json.WriteString("type", Model);
        json.WriteString("unk_token", tokenizer.Vocabulary.Names.Unknown);
        json.WriteString("continuing_subword_prefix", ContinuationPrefix);
        json.WriteNumber("max_input_chars_per_word", tokenizer.Options.MaxWordLength);
        WritePieces(json, tokenizer.Vocabulary);
        json.WriteEndObject();
    }

    /// <summary>Writes the object "vocab": the pieces with their ids.</summary>
    public static void WritePieces(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartObject("vocab");
        var pieces = vocabulary.Pieces;
        for (var id = 0; id < pieces.Count; id++)
        {
            // Of a piece that is there more than once the last place counts.
            if (vocabulary.TryGetId(pieces[id], out var counting) && counting == id)
            {
                json.WriteNumber(pieces[id], id);
            }
        }

        json.WriteEndObject();
    }
}
