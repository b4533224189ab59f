# The examples in C of the guide as one program: those of a chapter are one function.
BEGIN { print "#include \"guide.h\"\n" }
/^## / && open { print "}\n"; open = 0 }
/^```c$/ {
    if (!open) {
        printf "static void chapter_%d(void)\n{\n", ++chapters
        open = 1
    }
    on = 1
    next
}
/^```$/ { on = 0 }
on
END {
    if (open) print "}\n"
    print "int main(void)\n{\n    read_the_company();"
    for (chapter = 1; chapter <= chapters; chapter++) printf "    chapter_%d();\n", chapter
    print "    return 0;\n}"
}
