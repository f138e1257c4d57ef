using System.CommandLine;
using MLNet.Compression.Reliability.Verbs;

var root = new RootCommand("Tries what MLNet.Compression promises of damaged files, many threads and hurtful texts.")
{
    FuzzVerb.Create(),
    SoakVerb.Create(),
    TextsVerb.Create(),
    GoldenVerb.Create(),
};
return root.Parse(args).Invoke();
