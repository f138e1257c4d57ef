using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Which kind of tokenizer a Hugging Face folder holds.</summary>
internal static class TokenizerFolder
{
    public const string Pieces = "vocab.json";
    public const string Merges = "merges.txt";
    public const string Albert = "spiece.model";
    public const string XlmRoberta = "sentencepiece.bpe.model";

    /// <summary>Reads it by the files that are there: tokenizer.json first, as it says all.</summary>
    /// <exception cref="FileNotFoundException">There is no file of a tokenizer.</exception>
    public static TextTokenizer Read(string folder)
    {
        var whole = Path.Combine(folder, BertTokenizer.TokenizerFile);
        if (File.Exists(whole))
        {
            return TypeOf(whole) switch
            {
                BytePairJson.Model => new BytePairFolderReader(folder).Read(),
                UnigramJson.Model => new UnigramFolderReader(folder).Read(),
                _ => BertTokenizer.Load(folder),
            };
        }

        return Has(BertTokenizer.VocabularyFile) ? BertTokenizer.Load(folder)
            : Has(Pieces) && Has(Merges) ? new BytePairFolderReader(folder).Read()
            : Has(Albert) || Has(XlmRoberta) ? new UnigramFolderReader(folder).Read()
            : throw new FileNotFoundException(
                $"{folder} holds no tokenizer: {BertTokenizer.TokenizerFile}, {BertTokenizer.VocabularyFile}, {Pieces} with {Merges}, {Albert} or {XlmRoberta}. Name the folder of a model.", whole);

        bool Has(string file) => File.Exists(Path.Combine(folder, file));
    }

    /// <summary>The model.type of a tokenizer.json; null where it has none, or is damaged, which who reads it all will say.</summary>
    private static string? TypeOf(string file)
    {
        const int DepthOfModel = 2;
        var reader = new Utf8JsonReader(JsonFile.ReadAll(file, TokenizerJson.MaxBytes));
        var inModel = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > DepthOfModel)
                {
                    continue;
                }

                inModel = reader.CurrentDepth == 1 ? reader.ValueTextEquals("model"u8) : inModel;
                if (inModel && reader.CurrentDepth == DepthOfModel && reader.ValueTextEquals("type"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        return null;
    }
}
