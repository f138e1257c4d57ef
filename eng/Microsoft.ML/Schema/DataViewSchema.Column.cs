using System.Diagnostics;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    [DebuggerDisplay("{ToString()}")]
    public struct Column
    {
        internal Column(string name, int index, bool isHidden, DataViewType type, Annotations annotations)
        {
            Name = name;
            Index = index;
            IsHidden = isHidden;
            Type = type;
            Annotations = annotations ?? Annotations.Empty;
        }

        public string Name { get; }

        public int Index { get; }

        public bool IsHidden { get; }

        public DataViewType Type { get; }

        public Annotations Annotations { get; }

        public override string ToString()
        {
            var annotations = Annotations is null || Annotations.Schema.Count == 0
                ? ""
                : $" {{{string.Join(", ", Annotations.Schema.Select(column => column.Name))}}}";
            return $"{Name}: {Type}{annotations}{(IsHidden ? " (hidden)" : "")}";
        }
    }
}
