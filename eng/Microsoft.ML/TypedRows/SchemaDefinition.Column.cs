namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();
        private readonly HashSet<string> _kinds = [];

        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentException.ThrowIfNullOrEmpty(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            var conversion = MemberConversion.ForOrNull(typeof(T), annotationType)
                ?? throw new ArgumentOutOfRangeException(nameof(annotationType), $"An annotation of type {annotationType} can't be given as {typeof(T)}.");
            if (!_kinds.Add(kind))
                throw new InvalidOperationException("Column already contains an annotation of this kind.");
            _annotations.Add(kind, annotationType, conversion.CreateConstantGetter(value));
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations) => _annotations.Add(annotations, _kinds.Add);
    }
}
