namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads what <c>tokenizer_config.json</c> of Hugging Face's transformers says of the tokenizer beside a <c>vocab.txt</c>.</summary>
internal static partial class TokenizerConfigJson
{
    private static readonly string[] s_classes = ["Bert", "DistilBert", "Electra", "MobileBert", "SqueezeBert", "ConvBert"];

    private static readonly (string Setting, string Token)[] s_specialTokens =
    [
        ("pad_token", SpecialTokens.Padding), ("unk_token", SpecialTokens.Unknown), ("cls_token", SpecialTokens.Classification),
        ("sep_token", SpecialTokens.Separator), ("mask_token", SpecialTokens.Mask),
    ];

    /// <param name="file">The file.</param>
    /// <param name="defaults">What holds where the file says nothing.</param>
    public static TokenizerOptions Read(string file, TokenizerOptions defaults) => JsonSettings.Read(file, root =>
    {
        CheckClass(root);
        root.DemandIfThere("do_basic_tokenize", expected: true);
        foreach ((string setting, string token) in s_specialTokens)
            CheckSpecialToken(root, setting, token);
        if (root.Has("never_split") && !root.IsEmptyArray("never_split"))
            throw root.Refusal("never_split", "a list of tokens", "null");
        return defaults with
        {
            LowerCase = root.OptionalBoolean("do_lower_case") ?? defaults.LowerCase,
            StripAccents = root.OptionalBoolean("strip_accents") ?? defaults.StripAccents,
            SplitCjk = root.OptionalBoolean("tokenize_chinese_chars") ?? defaults.SplitCjk,
        };
    });

    private static void CheckClass(JsonSettings root)
    {
        const string Setting = "tokenizer_class";
        if (!root.Has(Setting))
            return;
        string found = root.String(Setting);
        if (!s_classes.Any(name => found == name + "Tokenizer" || found == name + "TokenizerFast"))
            throw root.Refusal(Setting, $"\"{found}\"", "a class with BERT's WordPiece, such as \"BertTokenizer\",");
    }

    // Newer files write a string, older ones an object with the string as "content".
    private static void CheckSpecialToken(JsonSettings root, string setting, string token)
    {
        if (!root.Has(setting))
            return;
        if (root.IsObject(setting))
            root.Object(setting).Demand("content", token);
        else
            root.Demand(setting, token);
    }
}
