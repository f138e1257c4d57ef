using System.Globalization;
using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>
/// What <c>tokenizer_config.json</c> says of special and added tokens, or where it has no <c>added_tokens_decoder</c>, as older programs
/// wrote it, <c>special_tokens_map.json</c> and <c>added_tokens.json</c>.
/// </summary>
internal sealed class AddedTokenFiles
{
    /// <summary>The setting of <c>tokenizer_config.json</c> with the added tokens by their ids.</summary>
    public const string Decoder = "added_tokens_decoder";

    private const int MostIds = 1 << 24;

    // The second is the later name of the first.
    private static readonly string[] _lists = ["additional_special_tokens", "extra_special_tokens"];

    // Later ones outweigh earlier ones.
    private readonly List<JsonSettings> _sources = [];
    private readonly JsonSettings? _decoder;
    private readonly JsonSettings? _added;

    /// <summary>The settings that name the special tokens, in the order of <see cref="SpecialTokenNames.All"/>.</summary>
    public static string[] Settings { get; } = ["pad_token", "unk_token", "cls_token", "sep_token", "mask_token"];

    public AddedTokenFiles(string folder, JsonSettings? config)
    {
        if (config is not null)
        {
            _sources.Add(config);
        }

        if (config is not null && config.Has(Decoder))
        {
            _decoder = config.Object(Decoder);
            return;
        }

        if (Load(folder, "special_tokens_map.json") is { } map)
        {
            _sources.Add(map);
        }

        _added = Load(folder, "added_tokens.json");
    }

    /// <summary>How the special tokens are spelt.</summary>
    /// <param name="names">What holds where the files say nothing.</param>
    /// <param name="isKnown">Whether those of them that stand in sequences are known already; then others are refused.</param>
    public SpecialTokenNames ReadNames(SpecialTokenNames names, bool isKnown)
    {
        var found = names.All;
        foreach (var source in _sources)
        {
            for (var i = 0; i < Settings.Length; i++)
            {
                var name = source.Has(Settings[i]) ? AddedTokenJson.Content(source, Settings[i]) : found[i];
                if (isKnown && name != found[i] && i > 0 && i < names.Required.Length)
                {
                    throw source.Unsupported(Settings[i], $"'{found[i]}', as in {BertTokenizer.TokenizerFile}", $"'{name}'");
                }

                found[i] = name;
            }
        }

        return SpecialTokenNames.Of(found);
    }

    /// <summary>The added tokens, those of <c>tokenizer.json</c> only where <c>tokenizer_config.json</c> has them too.</summary>
    public List<AddedToken> Read(TokenizerParts parts)
    {
        var known = parts.Added.Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        List<AddedToken> tokens = [.. ReadWithIds(parts).Where(token => _decoder is not null || !known.Contains(token.Text)).OrderBy(token => token.Id)];
        known.UnionWith(tokens.Select(token => token.Text));
        var next = parts.Added.Concat(tokens).Select(token => token.Id + 1L).Append(parts.Entries ?? parts.Index.Distinct).Max() is <= MostIds and long end ? (int)end : MostIds;
        foreach (var token in ReadWithoutIds(parts.Names).Where(token => known.Add(token.Text)))
        {
            var piece = parts.Index.Find(Encoding.UTF8.GetBytes(token.Text));
            tokens.Add(token with { Id = piece >= 0 ? piece : next++ });
        }

        return tokens;
    }

    private IEnumerable<AddedToken> ReadWithIds(TokenizerParts parts)
    {
        if (_decoder is not null)
        {
            foreach (var entry in _decoder.Entries)
            {
                yield return int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? AddedTokenJson.Read(entry.Object(), id)
                    : throw _decoder.Wrong(entry.Name, "an id as the name", $"'{entry.Name}'");
            }
        }
        else if (_added is not null)
        {
            HashSet<string> special = [.. parts.Names.All, .. ReadWithoutIds(parts.Names).Select(token => token.Text)];
            foreach (var entry in _added.Entries)
            {
                var isSpecial = special.Contains(entry.Name);
                yield return AddedTokenJson.Of(_added, entry.Name, entry.Integer(0, MostIds), isSpecial) with { IsNormalized = !isSpecial };
            }
        }
    }

    private IEnumerable<AddedToken> ReadWithoutIds(SpecialTokenNames names)
    {
        foreach (var source in _sources)
        {
            foreach (var setting in Settings.Where(setting => _decoder is null && source.IsObject(setting)))
            {
                if (AddedTokenJson.ReadSpecial(source.Object(setting)) is var token && names.All.Contains(token.Text))
                {
                    yield return token;
                }
            }

            foreach (var list in _lists)
            {
                foreach (var token in AddedTokenJson.ReadList(source, list))
                {
                    yield return token;
                }
            }
        }
    }

    private static JsonSettings? Load(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? JsonSettings.Load(file, TokenizerJson.MaxBytes, TokenizerJson.Remedy) : null;
    }
}
