# visavis::visavis is the shared library, visavis::static the static one.
get_filename_component(_visavis "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET visavis::visavis)
  add_library(visavis::visavis SHARED IMPORTED)
  set_target_properties(visavis::visavis PROPERTIES
    IMPORTED_LOCATION "${_visavis}/lib/@SHARED@"
    INTERFACE_INCLUDE_DIRECTORIES "${_visavis}/include")
  if(NOT APPLE)
    set_target_properties(visavis::visavis PROPERTIES IMPORTED_SONAME "libvisavis.so.@GOES_WITH@")
  endif()

  add_library(visavis::static STATIC IMPORTED)
  set_target_properties(visavis::static PROPERTIES
    IMPORTED_LOCATION "${_visavis}/lib/libvisavis.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_visavis}/include"
    INTERFACE_LINK_LIBRARIES "pthread;dl;m")
endif()

unset(_visavis)
