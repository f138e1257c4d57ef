using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What <c>tokenizer_config.json</c> of Hugging Face's transformers says of how text is split and cut.</summary>
internal sealed partial class TokenizerConfigJson
{
    // Those leave all that they do to tokenizer.json.
    private static readonly string[] _generalClasses = ["PreTrainedTokenizerFast", "TokenizersBackend"];

    /// <param name="file">The file.</param>
    /// <param name="besideTokenizerJson">Whether there is a <c>tokenizer.json</c> too.</param>
    /// <param name="classes">The classes of tokenizers that the files may be of.</param>
    public TokenizerConfigJson(string file, bool besideTokenizerJson, TokenizerClasses classes)
    {
        Settings = JsonSettings.Load(file, TokenizerJson.MaxBytes, TokenizerJson.Remedy);
        CheckClass(besideTokenizerJson, classes);
        Settings.RequireFlag("do_basic_tokenize", true);
        Settings.RequireEmpty("never_split");
        if (!besideTokenizerJson)
        {
            Settings.RequireFlag("clean_text", true);
            Settings.RequireText("wordpieces_prefix", "##");
        }
    }

    /// <summary>All that the file says.</summary>
    public JsonSettings Settings { get; }

    /// <summary>Whether texts that are too long lose their first tokens; null where the file does not say.</summary>
    public bool? TruncateLeft => TruncationJson.ReadSide(Settings, "truncation_side");

    /// <param name="defaults">What holds where the file says nothing.</param>
    public TokenizerOptions ReadOptions(TokenizerOptions defaults) => defaults with
    {
        LowerCase = Settings.OptionalFlag("do_lower_case") ?? defaults.LowerCase,
        StripAccents = Settings.OptionalFlag("strip_accents") ?? defaults.StripAccents,
        SplitCjk = Settings.OptionalFlag("tokenize_chinese_chars") ?? defaults.SplitCjk,
    };

    private void CheckClass(bool besideTokenizerJson, TokenizerClasses classes)
    {
        const string Setting = "tokenizer_class";
        if (Settings.OptionalText(Setting) is not { } found || (besideTokenizerJson && _generalClasses.Contains(found)))
        {
            return;
        }

        if (!classes.Names.Any(name => found == name + "Tokenizer" || found == name + "TokenizerFast"))
        {
            throw Settings.Unsupported(Setting, $"a class with {classes.Description}, such as '{classes.Names[0]}Tokenizer'", $"'{found}'");
        }
    }
}
